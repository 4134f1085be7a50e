import type { Instant } from '@devopsellence/core';
import type { Reader, Writer } from './database.js';

export interface Registry {
  readonly id: string;
  readonly organizationId: string;
  readonly host: string;
  /** Empty: the registry asks nobody who they are. */
  readonly username: string;
  /** Below it lies what deploys push; null: they push elsewhere. */
  readonly namespace: string | null;
  readonly updatedAt: Instant;
}

export interface SealedRegistry extends Registry {
  /** The password, sealed by the vault. */
  readonly sealed: Buffer;
}

/** Replaces the registry with this id, if there is one. */
export async function putRegistry(trx: Writer, registry: SealedRegistry): Promise<void> {
  const { id, organizationId, host, username, namespace, sealed, updatedAt } = registry;
  const content = { username, namespace, sealed, updated_at: updatedAt };
  await trx
    .insertInto('registries')
    .values({ id, organization_id: organizationId, host, ...content })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(content))
    .execute();
}

/** Sorted by host. */
export async function listRegistries(db: Reader, organizationId: string): Promise<Registry[]> {
  return await registries(db).where('organization_id', '=', organizationId).orderBy('host').execute();
}

export async function findRegistry(db: Reader, organizationId: string, host: string): Promise<SealedRegistry | null> {
  const row = await registries(db)
    .select('sealed')
    .where('organization_id', '=', organizationId)
    .where('host', '=', host)
    .executeTakeFirst();
  return row ?? null;
}

/** The one that deploys of the organization push to; null: there is none. */
export async function findPushRegistry(db: Reader, organizationId: string): Promise<SealedRegistry | null> {
  const row = await registries(db)
    .select('sealed')
    .where('organization_id', '=', organizationId)
    .where('namespace', 'is not', null)
    .executeTakeFirst();
  return row ?? null;
}

/** Deploys push to this registry no more. */
export async function clearNamespace(trx: Writer, id: string): Promise<void> {
  await trx.updateTable('registries').set({ namespace: null }).where('id', '=', id).execute();
}

export async function deleteRegistry(trx: Writer, id: string): Promise<void> {
  await trx.deleteFrom('registries').where('id', '=', id).execute();
}

/** A pull on a node. */
export interface RegistryUse {
  readonly nodeId: string;
  /** Null: one that is attached to the node, whichever. */
  readonly environmentId: string | null;
  readonly host: string;
}

/**
 * The credential for the host of the organization that the environment belongs to; null unless that is attached to the
 * node. The newest of several.
 */
export async function findRegistryForNode(
  db: Reader,
  { nodeId, environmentId, host }: RegistryUse,
): Promise<SealedRegistry | null> {
  const row = await registries(db)
    .select('sealed')
    .where('host', '=', host)
    .where('organization_id', 'in', (attached) =>
      attached
        .selectFrom('node_environments')
        .innerJoin('environments', 'environments.id', 'node_environments.environment_id')
        .innerJoin('projects', 'projects.id', 'environments.project_id')
        .select('projects.organization_id')
        .where('node_environments.node_id', '=', nodeId)
        .$if(environmentId !== null, (one) => one.where('node_environments.environment_id', '=', environmentId)),
    )
    .orderBy('updated_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

function registries(db: Reader) {
  return db
    .selectFrom('registries')
    .select(['id', 'organization_id as organizationId', 'host', 'username', 'namespace', 'updated_at as updatedAt']);
}
