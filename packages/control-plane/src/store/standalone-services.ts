import type { DesiredService, Instant, StandaloneSettings } from '@devopsellence/core';
import { chunks } from './chunks.js';
import type { Reader, Writer } from './database.js';
import { hasFields, readDocument } from './document.js';
import { growRevisions } from './node-revisions.js';
import type { StandaloneServiceRow } from './standalone-rows.js';
import { readSettings } from './standalone-settings.js';

/** A service of an environment that is of no release. */
export interface StandaloneService {
  readonly id: string;
  readonly environmentId: string;
  readonly name: string;
  readonly nodeId: string;
  readonly settings: StandaloneSettings;
  /** Its part of the node's desired state. */
  readonly document: DesiredService;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** Null when the environment has none of the name. */
export async function findStandaloneService(
  db: Reader,
  environmentId: string,
  name: string,
): Promise<StandaloneService | null> {
  const row = await db
    .selectFrom('standalone_services')
    .selectAll()
    .where('environment_id', '=', environmentId)
    .where('name', '=', name)
    .executeTakeFirst();
  return row === undefined ? null : decode(row);
}

/** Sorted by name. */
export async function listStandaloneServices(db: Reader, environmentId: string): Promise<readonly StandaloneService[]> {
  const rows = await db
    .selectFrom('standalone_services')
    .selectAll()
    .where('environment_id', '=', environmentId)
    .orderBy('name')
    .execute();
  return rows.map(decode);
}

/** Those of all environments on the node, in any order. */
export async function listStandaloneServicesOn(db: Reader, nodeId: string): Promise<readonly StandaloneService[]> {
  const rows = await db.selectFrom('standalone_services').selectAll().where('node_id', '=', nodeId).execute();
  return rows.map(decode);
}

/**
 * Makes the service, as it is given, part of its node's desired state, whose revision grows; one of the same id is replaced,
 * and stays on its node. After the commit the node is to be woken.
 */
export async function publishStandaloneService(trx: Writer, service: StandaloneService): Promise<void> {
  const { id, environmentId, name, nodeId, settings, document, createdAt, updatedAt } = service;
  const content = { settings: JSON.stringify(settings), document: JSON.stringify(document), updated_at: updatedAt };
  await trx
    .insertInto('standalone_services')
    .values({ id, environment_id: environmentId, name, node_id: nodeId, created_at: createdAt, ...content })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(content))
    .execute();
  await growRevisions(trx, [nodeId]);
}

/** Takes the service out of its node's desired state, whose revision grows. After the commit the node is to be woken. */
export async function withdrawStandaloneService(
  trx: Writer,
  { id, nodeId }: Pick<StandaloneService, 'id' | 'nodeId'>,
): Promise<void> {
  const { numDeletedRows } = await trx.deleteFrom('standalone_services').where('id', '=', id).executeTakeFirst();
  if (numDeletedRows > 0n) await growRevisions(trx, [nodeId]);
}

/**
 * The environment leaves the node: its standalone services there are no more, and the node's revision grows if there were
 * any.
 */
export async function dropStandaloneServices(
  trx: Writer,
  { environmentId, nodeId }: { readonly environmentId: string; readonly nodeId: string },
): Promise<void> {
  const { numDeletedRows } = await trx
    .deleteFrom('standalone_services')
    .where('environment_id', '=', environmentId)
    .where('node_id', '=', nodeId)
    .executeTakeFirst();
  if (numDeletedRows > 0n) await growRevisions(trx, [nodeId]);
}

/** A standalone service on its node, with the names of its environment: nothing else may have been published of that. */
export interface PlacedStandaloneService {
  readonly environmentId: string;
  readonly organization: string;
  readonly project: string;
  readonly environment: string;
  readonly document: DesiredService;
}

/** By node id, sorted by name. A node that has none is missing. */
export async function readPlacedStandaloneServices(
  db: Reader,
  nodeIds: readonly string[],
): Promise<ReadonlyMap<string, readonly PlacedStandaloneService[]>> {
  const byNode = new Map<string, PlacedStandaloneService[]>();
  for (const chunk of chunks(nodeIds)) {
    const rows = await db
      .selectFrom('standalone_services')
      .innerJoin('environments', 'environments.id', 'standalone_services.environment_id')
      .innerJoin('projects', 'projects.id', 'environments.project_id')
      .innerJoin('organizations', 'organizations.id', 'projects.organization_id')
      .select([
        'standalone_services.node_id as nodeId',
        'standalone_services.document as document',
        'environments.id as environmentId',
        'organizations.name as organization',
        'projects.name as project',
        'environments.name as environment',
      ])
      .where('standalone_services.node_id', 'in', chunk)
      .orderBy('standalone_services.name')
      .execute();
    for (const { nodeId, document, ...names } of rows) {
      const own = byNode.get(nodeId) ?? [];
      byNode.set(nodeId, [...own, { ...names, document: readService(document) }]);
    }
  }
  return byNode;
}

function decode(row: StandaloneServiceRow): StandaloneService {
  return {
    id: row.id,
    environmentId: row.environment_id,
    name: row.name,
    nodeId: row.node_id,
    settings: readSettings(row.settings),
    document: readService(row.document),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function readService(text: string): DesiredService {
  return readDocument(text, isService, 'standalone service');
}

const isService = hasFields<DesiredService>(['name', 'role', 'hash', 'definition', 'order']);
