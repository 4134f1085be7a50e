import type { AppError, Instant } from '@devopsellence/core';
import type { Reader, Writer } from './database.js';
import { hasFields, readDocument } from './document.js';
import type { StandaloneOperationRow } from './standalone-rows.js';
import type { StandaloneService } from './standalone-services.js';
import { orRefuse } from './violation.js';

/** What somebody does to a standalone service. While it goes on nobody else does anything to that. */
export interface StandaloneOperation {
  readonly id: string;
  readonly environmentId: string;
  /** Of the service, which may not be there yet. */
  readonly name: string;
  readonly kind: StandaloneOperationRow['kind'];
  /** Name of a token. */
  readonly startedBy: string;
  readonly startedAt: Instant;
  readonly correlationId: string;
  /** Null: it is validated, and nothing was changed yet. */
  readonly publication: OperationPublication | null;
}

/** What an operation has changed in the desired state of a node, and how that is to end. */
export interface OperationPublication {
  readonly nodeId: string;
  /** Of the node's desired state with the change. */
  readonly revision: number;
  /** What a failure gives back; null: there was none, or nothing is given back. */
  readonly before: StandaloneService | null;
  /** Null: the service is to go. */
  readonly wanted: StandaloneService | null;
  /** The newest exit of the container before, by the node's clock. */
  readonly exitBefore: Instant | null;
  readonly deadlineAt: Instant;
  /** It has come up only when it is ready, too. */
  readonly waits: boolean;
  /** Names of the settings that the preset gets; null: no preset is saved. */
  readonly changed: readonly string[] | null;
  /** Volumes that go with the service, by their names on the engine. */
  readonly volumes: readonly string[];
  /** Why what was there before was given back; null: it was not. */
  readonly failure: string | null;
}

export type NewStandaloneOperation = Omit<StandaloneOperation, 'publication'>;

/** Records that the operation goes on; when another one does, throws what `refusal` makes of it. */
export async function insertStandaloneOperation(
  trx: Writer,
  operation: NewStandaloneOperation,
  refusal: (holder: StandaloneOperation) => AppError,
): Promise<void> {
  const { id, environmentId, name, kind, startedBy, startedAt, correlationId } = operation;
  const holder = await findStandaloneOperation(trx, environmentId, name);
  if (holder !== null) throw refusal(holder);
  const row = { id, environment_id: environmentId, name, kind, started_by: startedBy, started_at: startedAt };
  const write = trx
    .insertInto('standalone_operations')
    .values({ ...row, correlation_id: correlationId, publication: null })
    .execute();
  await orRefuse(write, () => refusal({ ...operation, publication: null }));
}

/** The operation has changed the desired state of a node. False when it is not known any more. */
export async function recordPublication(
  trx: Writer,
  operationId: string,
  publication: OperationPublication,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('standalone_operations')
    .set({ publication: JSON.stringify(publication) })
    .where('id', '=', operationId)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** It has ended. False when it is not known any more. */
export async function deleteStandaloneOperation(trx: Writer, operationId: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('standalone_operations')
    .where('id', '=', operationId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** It has ended before it changed anything; one that has is left alone. */
export async function releaseStandaloneOperation(trx: Writer, operationId: string): Promise<void> {
  await trx
    .deleteFrom('standalone_operations')
    .where('id', '=', operationId)
    .where('publication', 'is', null)
    .execute();
}

/** The one that goes on with the service; null: none. */
export async function findStandaloneOperation(
  db: Reader,
  environmentId: string,
  name: string,
): Promise<StandaloneOperation | null> {
  const row = await db
    .selectFrom('standalone_operations')
    .selectAll()
    .where('environment_id', '=', environmentId)
    .where('name', '=', name)
    .executeTakeFirst();
  return row === undefined ? null : decode(row);
}

/** Those of one environment, or all, the oldest first. */
export async function listStandaloneOperations(
  db: Reader,
  environmentId?: string,
): Promise<readonly StandaloneOperation[]> {
  let query = db.selectFrom('standalone_operations').selectAll();
  if (environmentId !== undefined) query = query.where('environment_id', '=', environmentId);
  return (await query.orderBy('id').execute()).map(decode);
}

function decode(row: StandaloneOperationRow): StandaloneOperation {
  return {
    id: row.id,
    environmentId: row.environment_id,
    name: row.name,
    kind: row.kind,
    startedBy: row.started_by,
    startedAt: row.started_at,
    correlationId: row.correlation_id,
    publication: row.publication === null ? null : readDocument(row.publication, isPublication, 'publication'),
  };
}

const isPublication = hasFields<OperationPublication>(['nodeId', 'revision', 'before', 'wanted', 'deadlineAt']);
