import { AppError, type DesiredEnvironment, type SecretValues, type TaskOutcome } from '@devopsellence/core';
import { joinDesiredState, serializeDesiredEnvironment, type wire } from '@devopsellence/protocol';
import type { SigningKey } from '../identity/signing-key.js';
import { secretPlace, type Vault } from '../secrets/vault.js';
import {
  findSecretVersions,
  findTaskOutcomes,
  type NodeDesiredState,
  nodeRemoved,
  parseOnce,
  type Reader,
  readNodeDesiredStates,
  readRevisions,
  type SealedVersion,
  type Store,
} from '../store/index.js';
import { type Asked, InBatches } from './in-batches.js';

export interface Document {
  readonly revision: number;
  readonly signed: wire.SignedDesiredState;
}

export interface DocumentDeps {
  readonly store: Store;
  readonly vault: Vault;
  readonly signingKey: SigningKey;
}

/** A node, and the revision of its desired state that its agent has. */
interface Wanted {
  readonly nodeId: string;
  readonly known: number;
}

/**
 * What nodes must run now, as it is sent. Nodes that ask at one time, as those of one deployment do, are read together, and
 * what is the same for many of them is made once.
 */
export class DocumentComposer {
  readonly #deps: DocumentDeps;
  readonly #asked: InBatches<Wanted, Document | null>;

  constructor(deps: DocumentDeps) {
    this.#deps = deps;
    this.#asked = new InBatches((batch) => this.#compose(batch));
  }

  /**
   * The stored desired state, with the values of exactly the secret versions that it references, signed. Null when the
   * agent has it already, or a higher revision than this control plane ever published: then another one has spoken for it
   * since, and this one is an old copy. Rejects with `not_found` when the node was removed.
   */
  compose(nodeId: string, known: number): Promise<Document | null> {
    return this.#asked.ask({ nodeId, known });
  }

  async #compose(batch: readonly Asked<Wanted, Document | null>[]): Promise<void> {
    const { store, vault } = this.#deps;
    // States and values of one moment: a version may be removed as soon as no desired state references it.
    const { revisions, states, versions, outcomes } = await store.transaction((trx) =>
      read(
        trx,
        batch.map(({ question }) => question),
      ),
    );
    const values = openVersions(vault, versions);
    const partOf = partsOnce(outcomes);
    for (const { question, settle } of batch) {
      settle(() => {
        const { nodeId, known } = question;
        const revision = revisions.get(nodeId);
        if (revision === undefined) throw nodeRemoved(nodeId);
        const state = states.get(nodeId);
        return revision <= known || state === undefined ? null : this.#sign(nodeId, state, { values, partOf });
      });
    }
  }

  #sign(
    nodeId: string,
    { revision, environments }: NodeDesiredState,
    { values, partOf }: { readonly values: SecretValues; readonly partOf: (environment: DesiredEnvironment) => Part },
  ): Document {
    const parts = environments.map(partOf);
    const secretValues = valuesOf(parts, values);
    const payload = joinDesiredState({ nodeId, revision, environments: parts.map(({ bytes }) => bytes), secretValues });
    return { revision, signed: this.#deps.signingKey.sign(payload) };
  }
}

async function read(trx: Reader, wanted: readonly Wanted[]) {
  const revisions = await readRevisions(trx, [...new Set(wanted.map(({ nodeId }) => nodeId))]);
  const outdated = wanted.flatMap(({ nodeId, known }) => ((revisions.get(nodeId) ?? 0) > known ? [nodeId] : []));
  const states = await readNodeDesiredStates(trx, outdated, parseOnce());
  const environments = [...new Set([...states.values()].flatMap((state) => state.environments))];
  const versions = await findSecretVersions(trx, [...new Set(environments.flatMap(referencedVersions))]);
  const runs = new Set(environments.flatMap(({ taskRuns }) => taskRuns.map(({ id }) => id)));
  return { revisions, states, versions, outcomes: await findTaskOutcomes(trx, [...runs]) };
}

/** One environment's share of a document. */
interface Part {
  readonly bytes: Buffer;
  readonly versions: readonly string[];
}

/** Nodes with equal environments share one object, and so one part. */
function partsOnce(outcomes: ReadonlyMap<string, TaskOutcome>): (environment: DesiredEnvironment) => Part {
  const parts = new Map<DesiredEnvironment, Part>();
  return (environment) => {
    const known = parts.get(environment);
    if (known !== undefined) return known;
    const bytes = serializeDesiredEnvironment(withOutcomes(environment, outcomes));
    const part = { bytes, versions: referencedVersions(environment) };
    parts.set(environment, part);
    return part;
  };
}

/** Runs of tasks with how they ended: that is recorded after the document was. */
function withOutcomes(environment: DesiredEnvironment, outcomes: ReadonlyMap<string, TaskOutcome>): DesiredEnvironment {
  const taskRuns = environment.taskRuns.map((run) => ({ ...run, outcome: outcomes.get(run.id) ?? null }));
  return { ...environment, taskRuns };
}

function referencedVersions({ services, taskRuns }: DesiredEnvironment): string[] {
  return [...services, ...taskRuns].flatMap(({ definition }) => definition.secrets.map(({ versionId }) => versionId));
}

function openVersions(vault: Vault, versions: readonly SealedVersion[]): SecretValues {
  return new Map(
    versions.map(({ versionId, secretId, sealed }) => [
      versionId,
      vault.open(sealed, secretPlace(secretId, versionId)),
    ]),
  );
}

/** Sorted by version. */
function valuesOf(parts: readonly Part[], values: SecretValues): SecretValues {
  const wanted = [...new Set(parts.flatMap(({ versions }) => versions))].toSorted();
  return new Map(wanted.map((versionId) => [versionId, requireValue(versionId, values)]));
}

function requireValue(versionId: string, values: SecretValues): string {
  const value = values.get(versionId);
  if (value !== undefined) return value;
  throw new AppError('internal', {
    message: `the desired state references the secret version ${versionId}, which is gone`,
  });
}
