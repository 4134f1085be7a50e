import {
  environmentTitle,
  listEnvironments,
  listNodes,
  listTokens,
  type Node,
  type OperatorToken,
  type Reader,
} from '../store/index.js';

/** Who and what counts in a database: what a restore may change without anybody noticing. */
export interface BackupState {
  /** Not revoked. */
  readonly tokens: readonly OperatorToken[];
  /** Those that have joined. */
  readonly nodes: readonly Node[];
  /** For example `acme/shop/production`. */
  readonly environments: readonly string[];
}

export async function readState(db: Reader): Promise<BackupState> {
  const nodes = (await listNodes(db)).filter(({ joinedAt }) => joinedAt !== null);
  const environments = (await listEnvironments(db)).map(environmentTitle);
  return { tokens: await listTokens(db), nodes, environments };
}

/** What one state has and another lacks. */
export function lackingIn(other: BackupState, { tokens, nodes, environments }: BackupState): BackupState {
  const without = <Each extends { readonly id: string }>(all: readonly Each[], known: readonly Each[]) => {
    const ids = new Set(known.map(({ id }) => id));
    return all.filter(({ id }) => !ids.has(id));
  };
  const titles = new Set(other.environments);
  return {
    tokens: without(tokens, other.tokens),
    nodes: without(nodes, other.nodes),
    environments: environments.filter((title) => !titles.has(title)),
  };
}
