import type { Instant } from '@devopsellence/core';
import type { Reader, Writer } from './database.js';
import { newId } from './ids.js';

export interface Registry {
  readonly id: string;
  readonly organizationId: string;
  readonly host: string;
  readonly username: string;
  readonly updatedAt: Instant;
}

export interface SealedRegistry extends Registry {
  /** The password, sealed by the vault. */
  readonly sealed: Buffer;
}

export interface NewRegistry {
  readonly organizationId: string;
  readonly host: string;
  readonly username: string;
  readonly seal: (registryId: string) => Buffer;
  readonly at: Instant;
}

/** Replaces the credential of the host, if there is one. */
export async function putRegistry(trx: Writer, registry: NewRegistry): Promise<Registry> {
  const { organizationId, host, username, seal, at } = registry;
  const id = (await findRegistry(trx, organizationId, host))?.id ?? newId();
  const content = { username, sealed: seal(id), updated_at: at };
  await trx
    .insertInto('registries')
    .values({ id, organization_id: organizationId, host, ...content })
    .onConflict((conflict) => conflict.columns(['organization_id', 'host']).doUpdateSet(content))
    .execute();
  return { id, organizationId, host, username, updatedAt: at };
}

/** Sorted by host. */
export async function listRegistries(db: Reader, organizationId: string): Promise<Registry[]> {
  return await registries(db).where('organization_id', '=', organizationId).orderBy('host').execute();
}

export async function findRegistry(db: Reader, organizationId: string, host: string): Promise<Registry | null> {
  const row = await registries(db)
    .where('organization_id', '=', organizationId)
    .where('host', '=', host)
    .executeTakeFirst();
  return row ?? null;
}

export async function deleteRegistry(trx: Writer, id: string): Promise<void> {
  await trx.deleteFrom('registries').where('id', '=', id).execute();
}

/** The credential for the host of an organization that has an environment attached to the node; the newest of several. */
export async function findRegistryForNode(db: Reader, nodeId: string, host: string): Promise<SealedRegistry | null> {
  const row = await registries(db)
    .select('sealed')
    .where('host', '=', host)
    .where('organization_id', 'in', (attached) =>
      attached
        .selectFrom('node_environments')
        .innerJoin('environments', 'environments.id', 'node_environments.environment_id')
        .innerJoin('projects', 'projects.id', 'environments.project_id')
        .select('projects.organization_id')
        .where('node_environments.node_id', '=', nodeId),
    )
    .orderBy('updated_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

function registries(db: Reader) {
  return db
    .selectFrom('registries')
    .select(['id', 'organization_id as organizationId', 'host', 'username', 'updated_at as updatedAt']);
}
