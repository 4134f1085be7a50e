import { AppError, type DesiredEnvironment, type SecretValues } from '@devopsellence/core';
import { serializeDesiredState, type wire } from '@devopsellence/protocol';
import type { SigningKey } from '../identity/signing-key.js';
import { secretPlace, type Vault } from '../secrets/vault.js';
import {
  findSecretVersions,
  findTaskOutcomes,
  type NodeDesiredState,
  type Reader,
  readNodeDesiredState,
  type SealedVersion,
  type Store,
} from '../store/index.js';

export interface Document {
  readonly revision: number;
  readonly signed: wire.SignedDesiredState;
}

export interface DocumentDeps {
  readonly store: Store;
  readonly vault: Vault;
  readonly signingKey: SigningKey;
}

/**
 * What the node must run now, as it is sent: the stored desired state, with the values of exactly the secret versions
 * that it references, signed. Null when the agent has it already, or a higher revision than this control plane ever
 * published: then another one has spoken for it since, and this one is an old copy.
 */
export async function composeDocument(deps: DocumentDeps, nodeId: string, known: number): Promise<Document | null> {
  // State and values of one moment: a version may be removed as soon as no desired state references it.
  const { revision, environments, versions } = await deps.store.transaction(async (trx) => {
    const state = await withOutcomes(trx, await readNodeDesiredState(trx, nodeId));
    const wanted = state.revision <= known ? [] : referencedVersions(state.environments);
    return { ...state, versions: await findSecretVersions(trx, wanted) };
  });
  if (revision <= known) return null;
  const secretValues = openVersions(deps.vault, versions);
  requireAll(environments, secretValues);
  const payload = serializeDesiredState({ desiredState: { nodeId, revision, environments }, secretValues });
  return { revision, signed: deps.signingKey.sign(payload) };
}

/** Runs of tasks with how they ended: that is recorded after the document was. */
async function withOutcomes(trx: Reader, state: NodeDesiredState): Promise<NodeDesiredState> {
  const runs = state.environments.flatMap(({ taskRuns }) => taskRuns);
  if (runs.length === 0) return state;
  const ids = runs.map(({ id }) => id);
  const outcomes = await findTaskOutcomes(trx, ids);
  const environments = state.environments.map((environment) => ({
    ...environment,
    taskRuns: environment.taskRuns.map((run) => ({ ...run, outcome: outcomes.get(run.id) ?? null })),
  }));
  return { ...state, environments };
}

function referencedVersions(environments: readonly DesiredEnvironment[]): string[] {
  const versions = new Set<string>();
  for (const { services, taskRuns } of environments) {
    for (const { definition } of [...services, ...taskRuns]) {
      for (const { versionId } of definition.secrets) versions.add(versionId);
    }
  }
  return [...versions].sort();
}

function openVersions(vault: Vault, versions: readonly SealedVersion[]): SecretValues {
  return new Map(
    versions.map(({ versionId, secretId, sealed }) => [
      versionId,
      vault.open(sealed, secretPlace(secretId, versionId)),
    ]),
  );
}

function requireAll(environments: readonly DesiredEnvironment[], values: SecretValues): void {
  const missing = referencedVersions(environments).find((versionId) => !values.has(versionId));
  if (missing === undefined) return;
  throw new AppError('internal', {
    message: `the desired state references the secret version ${missing}, which is gone`,
  });
}
