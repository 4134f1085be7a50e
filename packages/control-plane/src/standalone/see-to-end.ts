import type { AppError } from '@devopsellence/core';
import { pinOf } from '@devopsellence/core';
import {
  deleteStandaloneOperation,
  findStandaloneService,
  publishStandaloneService,
  recordPublication,
  removeUnusedSecretVersions,
  requireNode,
  savePreset,
  type Writer,
  withdrawStandaloneService,
} from '../store/index.js';
import { awaitService } from './await-service.js';
import { exitEvidence, notDone, type PublishedOperation, serviceFailed } from './failed-service.js';
import { noteOperation } from './operation-events.js';
import type { StandaloneDeps } from './service-request.js';
import { removeServiceVolumes } from './service-volumes.js';

/** How long what was there before may take to come back until the failure is told. */
const GIVE_BACK_MS = 30_000;
/** How long after its start the control plane gives nodes to return to it before a deadline counts. */
const RETURN_MS = 60_000;

const GONE = 'its node, or the environment on it, was taken away meanwhile';

/** How an operation ended. */
export interface OperationEnd {
  /** Null: as it was to. */
  readonly failure: AppError | null;
  readonly removedVolumes: readonly string[];
}

/**
 * Sees an operation that was published to its end, also one of an earlier process: what comes up is recorded, with its
 * preset; for what does not, what was there before is given back. Throws when it was stopped, and may be called again then.
 */
export async function seeToEnd(
  deps: StandaloneDeps,
  operation: PublishedOperation,
  signal: AbortSignal,
): Promise<OperationEnd> {
  const { publication } = operation;
  if (publication.failure !== null) {
    return failed(await conclude(deps, operation, { failure: publication.failure, evidence: [] }, signal));
  }
  const ending = await awaitService(deps, awaitedOf(deps, operation), signal);
  signal.throwIfAborted();
  if (ending.failure === null) return await succeed(deps, operation, signal);
  const { failure } = ending;
  if (operation.kind === 'delete' || operation.kind === 'stop') {
    await recordFailure(deps, operation, failure);
    return failed(await notDone(deps.store.db, { operation, failure, evidence: [], now: '' }));
  }
  const evidence = await exitEvidence(deps, operation, signal);
  signal.throwIfAborted();
  const givenBack = await giveBack(deps, operation, failure);
  if (givenBack === null) {
    await recordFailure(deps, operation, failure);
    return failed(await serviceFailed(deps.store.db, { operation, failure, evidence, now: GONE }));
  }
  return failed(await conclude(deps, givenBack, { failure, evidence }, signal));
}

function failed(failure: AppError): OperationEnd {
  return { failure, removedVolumes: [] };
}

function awaitedOf({ startedAt }: StandaloneDeps, { environmentId, name, publication }: PublishedOperation) {
  const { wanted, deadlineAt, ...rest } = publication;
  const document = wanted?.document ?? null;
  // A deadline that passed while the control plane was away is no proof that the node did not make it.
  return { ...rest, environmentId, name, document, deadlineAt: Math.max(deadlineAt, startedAt + RETURN_MS) };
}

async function succeed(
  deps: StandaloneDeps,
  operation: PublishedOperation,
  signal: AbortSignal,
): Promise<OperationEnd> {
  const { store, clock } = deps;
  const { publication } = operation;
  const removedVolumes = await removeServiceVolumes(deps, publication, signal);
  signal.throwIfAborted();
  const isThere = await store.transaction(async (trx) => {
    const at = clock.now();
    const { wanted, changed, nodeId } = publication;
    const isOurs = (await deleteStandaloneOperation(trx, operation.id)) && (await isStillThere(trx, operation));
    if (!isOurs) return false;
    if (wanted !== null && changed !== null) {
      const { name, startedBy: savedBy, environmentId } = operation;
      await savePreset(trx, environmentId, { name, settings: wanted.settings, changed, savedBy, savedAt: at });
    }
    const digest = wanted === null ? {} : { digest: pinOf(wanted.document.definition.image) };
    const volumes = removedVolumes.length === 0 ? {} : { removed_volumes: removedVolumes };
    await noteOperation(trx, { operation, news: 'done', nodeId, at, details: { ...digest, ...volumes } });
    await removeUnusedSecretVersions(trx, operation.environmentId);
    return true;
  });
  if (isThere) return { failure: null, removedVolumes };
  return failed(await serviceFailed(store.db, { operation, failure: GONE, evidence: [], now: 'it is gone' }));
}

/** A node that is detached takes its services with it. */
async function isStillThere(trx: Writer, { environmentId, name, publication }: PublishedOperation): Promise<boolean> {
  const { wanted } = publication;
  return wanted === null || (await findStandaloneService(trx, environmentId, name))?.id === wanted.id;
}

/** What was there before is desired again, or nothing is where nothing was. Null: all of it has left with its node. */
async function giveBack(
  { store, feed, clock }: StandaloneDeps,
  operation: PublishedOperation,
  failure: string,
): Promise<PublishedOperation | null> {
  const { publication } = operation;
  const { before, wanted, nodeId } = publication;
  const givenBack = await store.transaction(async (trx) => {
    if (!(await isStillThere(trx, operation))) return null;
    if (before !== null) await publishStandaloneService(trx, before);
    else if (wanted !== null) await withdrawStandaloneService(trx, wanted);
    const { revision } = await requireNode(trx, nodeId);
    const deadlineAt = clock.now() + GIVE_BACK_MS;
    const next = { ...publication, revision, wanted: before, waits: false, deadlineAt, failure };
    await recordPublication(trx, operation.id, next);
    return { ...operation, publication: next };
  });
  feed.wake(nodeId);
  return givenBack;
}

/** Waits for what was given back, and ends the operation. */
async function conclude(
  deps: StandaloneDeps,
  operation: PublishedOperation,
  { failure, evidence }: { readonly failure: string; readonly evidence: readonly string[] },
  signal: AbortSignal,
): Promise<AppError> {
  const ending = await awaitService(deps, awaitedOf(deps, operation), signal);
  signal.throwIfAborted();
  await recordFailure(deps, operation, failure);
  const now = nowText(operation, ending.failure);
  return await serviceFailed(deps.store.db, { operation, failure, evidence, now });
}

function nowText({ publication: { before } }: PublishedOperation, problem: string | null): string {
  if (before === null) return problem === null ? 'it was taken away again' : `it is being taken away again: ${problem}`;
  const what = before.document.isStopped === true ? 'is stopped as before' : 'runs again as it was before';
  return problem === null
    ? `it ${what}`
    : `what was there before is wanted again, and has not come back yet: ${problem}`;
}

async function recordFailure(
  { store, clock }: StandaloneDeps,
  operation: PublishedOperation,
  reason: string,
): Promise<void> {
  const { nodeId } = operation.publication;
  await store.transaction(async (trx) => {
    if (!(await deleteStandaloneOperation(trx, operation.id))) return;
    await noteOperation(trx, { operation, news: 'failed', nodeId, at: clock.now(), details: { reason } });
  });
}
