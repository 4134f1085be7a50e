import { AppError, type DesiredEnvironment, type TaskRun } from '@devopsellence/core';
import { type Reader, sizeOfSecretVersions } from '../store/index.js';
import type { PlannedNode } from './plan-deployment.js';

/** What one environment may ask of one node, secrets included: a node's document holds all of its environments. */
const MAX_DOCUMENT_BYTES = 1024 * 1024;

/** Throws `message_too_large` when a node could not be sent what it is to run. */
export async function requireSendable(db: Reader, nodes: readonly PlannedNode[]): Promise<void> {
  const documents = new Set(nodes.flatMap(({ document }) => document ?? []));
  for (const document of documents) await requireSendableEnvironment(db, document);
}

/** Throws `message_too_large` when a node could not be sent the run beside what it is to run. */
export async function requireSendableRun(db: Reader, document: DesiredEnvironment, run: TaskRun): Promise<void> {
  await requireSendableEnvironment(db, { ...document, taskRuns: [...document.taskRuns, run] });
}

/** Throws `message_too_large` when a node could not be sent this of the environment. */
export async function requireSendableEnvironment(db: Reader, document: DesiredEnvironment): Promise<void> {
  const { services, taskRuns } = document;
  const versions = [...services, ...taskRuns].flatMap(({ definition }) =>
    definition.secrets.map(({ versionId }) => versionId),
  );
  const secretBytes = await sizeOfSecretVersions(db, [...new Set(versions)]);
  const bytes = JSON.stringify(document).length + secretBytes;
  if (bytes <= MAX_DOCUMENT_BYTES) return;
  throw new AppError('message_too_large', {
    message: `the environment is too large for a node: ${kib(bytes)} KiB of at most ${kib(MAX_DOCUMENT_BYTES)}`,
    reason: `of these, ${kib(secretBytes)} KiB are the values of secrets`,
    nextActions: ['keep large values in a volume or in the image', 'devopsellence secret list'],
  });
}

function kib(bytes: number): number {
  return Math.ceil(bytes / 1024);
}
