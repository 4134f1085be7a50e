import { AppError, type ServiceExit } from '@devopsellence/core';
import { decodeServiceDetail, type wire } from '@devopsellence/protocol';
import { titleOf } from '../deploy/environment-world.js';
import { type AskNodeDeps, askNode } from '../gateway/ask-node.js';
import { findNode, type OperationPublication, type Reader, type StandaloneOperation } from '../store/index.js';

/** What an agent remembers it answers at once: the limit is that of the way. */
const LIMIT_MS = 10_000;

export interface PublishedOperation extends StandaloneOperation {
  readonly publication: OperationPublication;
}

/** How the container that was wanted ended last, and what it wrote last; nothing when nobody can say. */
export async function exitEvidence(
  deps: AskNodeDeps,
  { environmentId, name, publication }: PublishedOperation,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const exits: ServiceExit[] = [];
  const question = {
    nodeId: publication.nodeId,
    work: { describeService: { environmentId, service: name } },
    limitMs: LIMIT_MS,
    tooSlow: () => new AppError('node_offline', { message: 'it did not answer' }),
    onFrame: ({ service }: wire.AgentFrame__Output) => {
      if (service) exits.push(...decodeServiceDetail(service).exits);
    },
  };
  try {
    await askNode(deps, question, signal);
  } catch {
    // The failure is told without: that nobody can be asked is no failure of its own.
    return [];
  }
  const last = exits.findLast(({ hash }) => hash === publication.wanted?.document.hash);
  if (last === undefined) return [];
  const memory = last.isOutOfMemory ? ', out of memory' : '';
  return [`container ${last.container} exited with code ${last.exitCode}${memory}`, ...last.lastLines];
}

/** What is told of an operation that failed. */
export interface FailedOperation {
  readonly operation: PublishedOperation;
  readonly failure: string;
  readonly evidence: readonly string[];
  /** How it is now, as one sentence. */
  readonly now: string;
}

export async function serviceFailed(db: Reader, failed: FailedOperation): Promise<AppError> {
  const { operation, failure, evidence, now } = failed;
  const { name, kind, publication } = operation;
  const node = await nodeTitle(db, publication.nodeId);
  const isGone = kind === 'create' || kind === 'restore';
  return new AppError('service_failed', {
    message: `service ${name} did not come up on node ${node}: ${failure}`,
    reason: now,
    evidence,
    nextActions: isGone
      ? [`put the settings right, then devopsellence service ${kind} ${name}`, 'devopsellence status']
      : [`devopsellence service info ${name}`, `devopsellence service logs ${name}`],
  });
}

/** Of an operation that takes something away: it is decided, and the node has not done it yet. */
export async function notDone(db: Reader, { operation, failure }: FailedOperation): Promise<AppError> {
  const { name, kind, publication } = operation;
  const node = await nodeTitle(db, publication.nodeId);
  const isDelete = kind === 'delete';
  return new AppError('not_settled', {
    message: `node ${node} has not ${isDelete ? 'removed' : 'stopped'} service ${name} yet: ${failure}`,
    reason: `it is ${isDelete ? 'deleted' : 'to be stopped'}: the node does it as soon as it can`,
    nextActions: ['devopsellence status', `devopsellence node diagnose ${node}`],
  });
}

async function nodeTitle(db: Reader, nodeId: string): Promise<string> {
  const node = await findNode(db, nodeId);
  return node === null ? nodeId : titleOf(node);
}
