import type { Instant } from '@devopsellence/core';
import { type Place, type Scope, WHOLE_FLEET } from '../access/scope.js';
import { noteEvent, type Reader, type Writer } from './database.js';
import { readDocument } from './document.js';
import { newId } from './ids.js';
import type { EventRow } from './schema.js';

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
  const { organization, project, environment } = event.place ?? WHOLE_FLEET;
  noteEvent(trx);
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
      organization,
      project,
      environment,
    })
    .execute();
}

/** An event as it is kept. Ids sort in the order of the commits. */
export interface RecordedEvent extends Required<Event> {
  readonly id: string;
}

/** Which events are asked for. */
export interface EventFilter {
  readonly scope: Scope;
  readonly after: string | null;
  readonly before: string | null;
  /** Only events at this moment or later. */
  readonly since: Instant | null;
}

/** The newest events of the filter, at most so many, the oldest first. */
export async function newestEvents(db: Reader, filter: EventFilter, limit: number): Promise<RecordedEvent[]> {
  const rows = await filtered(db, filter).orderBy('id', 'desc').limit(limit).execute();
  return rows.toReversed().map(decode);
}

/** The oldest events of the filter, at most so many, the oldest first. */
export async function oldestEvents(db: Reader, filter: EventFilter, limit: number): Promise<RecordedEvent[]> {
  return (await filtered(db, filter).orderBy('id').limit(limit).execute()).map(decode);
}

/** The newest event of an action that came after the thing with the id, or at all; null: there is none. */
export async function newestEventOf(db: Reader, action: string, afterId = ''): Promise<RecordedEvent | null> {
  const row = await db
    .selectFrom('events')
    .selectAll()
    .where('action', '=', action)
    .where('id', '>', afterId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : decode(row);
}

/** Id of the newest event; empty when there is none. */
export async function newestEventId(db: Reader): Promise<string> {
  const row = await db.selectFrom('events').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst();
  return row?.id ?? '';
}

export interface EventBounds {
  readonly olderThan: Instant;
  readonly keep: number;
  /** At most so many are removed at once. */
  readonly atOnce: number;
}

/** Removes events that are too old or too many, the oldest first. Returns how many; fewer than `atOnce`: all of them. */
export async function removeOldEvents(trx: Writer, { olderThan, keep, atOnce }: EventBounds): Promise<number> {
  const last = await trx
    .selectFrom('events')
    .select('id')
    .orderBy('id', 'desc')
    .offset(keep)
    .limit(1)
    .executeTakeFirst();
  const surplus = trx
    .selectFrom('events')
    .select('id')
    .where((where) => where.or([where('at', '<', olderThan), where('id', '<=', last?.id ?? '')]))
    .orderBy('id')
    .limit(atOnce);
  const { numDeletedRows } = await trx.deleteFrom('events').where('id', 'in', surplus).executeTakeFirst();
  return Number(numDeletedRows);
}

function filtered(db: Reader, { scope, after, before, since }: EventFilter) {
  let query = db.selectFrom('events').selectAll();
  for (const column of ['organization', 'project', 'environment'] as const) {
    const name = scope[column];
    if (name !== null) query = query.where(column, '=', name);
  }
  if (after !== null) query = query.where('id', '>', after);
  if (before !== null) query = query.where('id', '<', before);
  if (since !== null) query = query.where('at', '>=', since);
  return query;
}

function decode(row: EventRow): RecordedEvent {
  const { organization, project, environment } = row;
  return {
    id: row.id,
    at: row.at,
    actor: row.actor,
    action: row.action,
    subject: row.subject,
    details: readDocument(row.details, isDetails, 'details of an event'),
    correlationId: row.correlation_id,
    place: { organization, project, environment },
  };
}

function isDetails(value: unknown): value is Event['details'] {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
