import type { Instant } from '@devopsellence/core';
import type { Place } from '../access/scope.js';
import { insertEvent, type Writer } from '../store/index.js';
import type { OperatorContext } from './handler.js';

export interface AuditedChange {
  readonly at: Instant;
  /** For example `node.attached`. */
  readonly action: string;
  /** For example `node prod-1`. */
  readonly subject: string;
  /** Never a secret's value. */
  readonly details: Readonly<Record<string, unknown>>;
  /** What it is about; absent: the fleet itself. */
  readonly place?: Place;
}

/** Leaves the event of a change that an operator made, in the transaction of the change. */
export async function audit(
  trx: Writer,
  { operator, correlationId }: OperatorContext,
  change: AuditedChange,
): Promise<void> {
  await insertEvent(trx, { ...change, actor: operator.tokenName, correlationId });
}
