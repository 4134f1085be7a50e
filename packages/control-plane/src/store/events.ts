import type { Instant } from '@devopsellence/core';
import { type Place, WHOLE_FLEET } from '../access/scope.js';
import type { Writer } from './database.js';
import { newId } from './ids.js';

/** Who did what to what. */
export interface Event {
  readonly at: Instant;
  /** Name of a token, or `control-plane`, or `node NAME`. */
  readonly actor: string;
  /** For example `deployment.started`. */
  readonly action: string;
  /** For example `environment acme/shop/production`. */
  readonly subject: string;
  /** Never a secret's value. */
  readonly details: Readonly<Record<string, unknown>>;
  readonly correlationId: string;
  /** What it is about, for those who may see no more than that; absent: the fleet itself. */
  readonly place?: Place;
}

/** Appends the event, in the transaction of what it tells of. */
export async function insertEvent(trx: Writer, event: Event): Promise<void> {
  await trx
    .insertInto('events')
    .values({
      id: newId(),
      at: event.at,
      actor: event.actor,
      action: event.action,
      subject: event.subject,
      details: JSON.stringify(event.details),
      correlation_id: event.correlationId,
      ...(event.place ?? WHOLE_FLEET),
    })
    .execute();
}
