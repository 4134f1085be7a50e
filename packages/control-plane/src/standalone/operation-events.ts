import type { Instant } from '@devopsellence/core';
import {
  environmentById,
  environmentTitle,
  findNode,
  insertEvent,
  type StandaloneOperation,
  type Writer,
} from '../store/index.js';

const DONE = {
  create: 'created',
  update: 'updated',
  restore: 'restored',
  delete: 'deleted',
  restart: 'restarted',
  stop: 'stopped',
  start: 'started',
} as const satisfies Record<StandaloneOperation['kind'], string>;

export interface OperationNews {
  readonly operation: StandaloneOperation;
  /** It was begun, it has ended well, or it has failed. */
  readonly news: 'begun' | 'done' | 'failed';
  readonly nodeId: string;
  readonly at: Instant;
  /** Names of settings, never what they are. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** Leaves the event, in the transaction of what it tells of. Of an environment that is gone nobody is told. */
export async function noteOperation(
  trx: Writer,
  { operation, news, nodeId, at, details }: OperationNews,
): Promise<void> {
  const { kind, name: service, environmentId, startedBy: actor, correlationId } = operation;
  const environment = await environmentById(trx, environmentId);
  if (environment === null) return;
  const node = await findNode(trx, nodeId);
  await insertEvent(trx, {
    at,
    actor,
    action: news === 'done' ? `service.${DONE[kind]}` : `service.${kind}_${news}`,
    place: environment,
    subject: `environment ${environmentTitle(environment)}`,
    details: { service, node: node?.name ?? nodeId, ...details },
    correlationId,
  });
}
