import { AppError, type DesiredEnvironment, type ServiceStatus, shortList } from '@devopsellence/core';
import { covers, type Scope } from '../access/scope.js';
import type { Fleet } from '../gateway/fleet.js';
import { environmentTitle, listEnvironments, type Reader, readNodeDesiredState } from '../store/index.js';
import { titleOf } from './environment-world.js';
import type { PlannedNode } from './plan-deployment.js';

/** A node that is held, as it is and as the control plane knows it, environment by environment. */
export interface HeldNode {
  /** As reported; empty while it has not reported. */
  readonly services: readonly Pick<ServiceStatus, 'environmentId' | 'name' | 'hash'>[];
  readonly published: readonly Pick<DesiredEnvironment, 'id' | 'services'>[];
}

/**
 * Ids of the environments that change on a node that is held when something is published to it for another one: the
 * desired state is of all environments, and those that the restored control plane knows otherwise, or not at all, go with
 * it. Sorted.
 */
export function takenBack({ services, published }: HeldNode, environmentId: string): readonly string[] {
  const own = new Map<string, Set<string>>();
  for (const { environmentId: id, name, hash } of services)
    own.set(id, (own.get(id) ?? new Set()).add(`${name} ${hash}`));
  const known = new Map(
    published.map((part) => [part.id, new Set(part.services.map(({ name, hash }) => `${name} ${hash}`))]),
  );
  const ids = new Set([...own.keys(), ...known.keys()]);
  ids.delete(environmentId);
  const isSame = (id: string) => {
    const [runs, wanted] = [own.get(id) ?? new Set<string>(), known.get(id) ?? new Set<string>()];
    return runs.size === wanted.size && [...runs].every((service) => wanted.has(service));
  };
  return [...ids].filter((id) => !isSame(id)).toSorted();
}

export interface Consent {
  readonly nodes: readonly Pick<PlannedNode, 'node' | 'change'>[];
  readonly environmentId: string;
  /** What to type again, for example `devopsellence deploy`. */
  readonly command: string;
  /** The caller knows that other environments go back on nodes that are held. */
  readonly takesBack: boolean;
  /** Of the caller, who is told no names outside of it. */
  readonly scope: Scope;
}

/** Throws `node_held` when publishing to these nodes would change other environments on a node, and nobody has agreed to that. */
export async function requireConsent(db: Reader, consent: Consent, fleet: Fleet): Promise<void> {
  const { nodes, environmentId, command, takesBack, scope } = consent;
  if (takesBack) return;
  for (const { node, change } of nodes) {
    if (node.heldAt === null || change === 'keep') continue;
    const { environments } = await readNodeDesiredState(db, node.id);
    const services = fleet.report(node.id)?.services ?? [];
    const ids = takenBack({ services, published: environments }, environmentId);
    if (ids.length > 0) throw nodeHeld({ node: titleOf(node), environments: await titles(db, ids, scope), command });
  }
}

async function titles(db: Reader, ids: readonly string[], scope: Scope): Promise<readonly string[]> {
  const seen = (await listEnvironments(db)).filter((environment) => covers(scope, environment));
  const known = new Map(seen.map((environment) => [environment.id, environmentTitle(environment)]));
  return [...new Set(ids.map((id) => known.get(id) ?? 'what else is there'))];
}

function nodeHeld({
  node,
  environments,
  command,
}: {
  readonly node: string;
  readonly environments: readonly string[];
  readonly command: string;
}): AppError {
  return new AppError('node_held', {
    message: `node ${node} is held since the restore, and this would also change there: ${shortList(environments, ', ')}`,
    reason:
      'they go back to what the restored control plane knows of them; what it does not know is removed, volumes stay',
    nextActions: [
      `${command} --take-back   # then deploy in those environments, too`,
      `devopsellence fleet status --node ${node}`,
    ],
  });
}
