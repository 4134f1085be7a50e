import type { Instant } from '@devopsellence/core';
import type { Reader, Writer } from './database.js';
import { newId } from './ids.js';

export interface SecretName {
  readonly environmentId: string;
  /** Empty: for the whole environment. */
  readonly service: string;
  readonly name: string;
}

/** A secret without its value. */
export interface Secret extends SecretName {
  readonly id: string;
  readonly versionId: string;
  readonly updatedAt: Instant;
  /** Name of a token. */
  readonly updatedBy: string;
}

/** One value of a secret, sealed by the vault. */
export interface SealedVersion {
  readonly versionId: string;
  readonly secretId: string;
  readonly sealed: Buffer;
}

export interface NewSecretVersion extends SecretName {
  /** Seals the value for the version that is about to be stored. */
  readonly seal: (secretId: string, versionId: string) => Buffer;
  readonly at: Instant;
  readonly by: string;
}

/** Sorted by name, environment-wide before service-scoped. */
export async function listSecrets(db: Reader, environmentId: string): Promise<Secret[]> {
  return await secrets(db).where('environment_id', '=', environmentId).orderBy('name').orderBy('service').execute();
}

export async function findSecret(db: Reader, { environmentId, service, name }: SecretName): Promise<Secret | null> {
  const row = await secrets(db)
    .where('environment_id', '=', environmentId)
    .where('service', '=', service)
    .where('name', '=', name)
    .executeTakeFirst();
  return row ?? null;
}

/** The value becomes the secret's current one. Older values stay while a desired state references them. */
export async function insertSecretVersion(trx: Writer, version: NewSecretVersion): Promise<Secret> {
  const { environmentId, service, name, seal, at, by } = version;
  const known = await findSecret(trx, version);
  const id = known?.id ?? newId();
  const versionId = newId();
  const current = { current_version_id: versionId, updated_at: at, updated_by: by };
  await trx
    .insertInto('secrets')
    .values({ id, environment_id: environmentId, service, name, ...current })
    .onConflict((conflict) => conflict.columns(['environment_id', 'service', 'name']).doUpdateSet(current))
    .execute();
  await trx
    .insertInto('secret_versions')
    .values({
      id: versionId,
      secret_id: id,
      environment_id: environmentId,
      sealed: seal(id, versionId),
      created_at: at,
    })
    .execute();
  return { id, environmentId, service, name, versionId, updatedAt: at, updatedBy: by };
}

/** The name is gone; values stay until `removeUnusedSecretVersions` finds that nothing references them. */
export async function deleteSecret(trx: Writer, id: string): Promise<void> {
  await trx.deleteFrom('secrets').where('id', '=', id).execute();
}

/** The versions that exist, in any order. */
export async function findSecretVersions(db: Reader, versionIds: readonly string[]): Promise<SealedVersion[]> {
  if (versionIds.length === 0) return [];
  return await db
    .selectFrom('secret_versions')
    .select(['id as versionId', 'secret_id as secretId', 'sealed'])
    .where('id', 'in', versionIds)
    .execute();
}

/** How large the values of these versions are together, sealed, in bytes. */
export async function sizeOfSecretVersions(db: Reader, versionIds: readonly string[]): Promise<number> {
  const versions = await findSecretVersions(db, versionIds);
  return versions.reduce((bytes, { sealed }) => bytes + sealed.length, 0);
}

/** See `removeUnusedSecretVersions`, which knows which may go. */
export async function removeSecretVersions(trx: Writer, versionIds: readonly string[]): Promise<void> {
  for (const id of versionIds) await trx.deleteFrom('secret_versions').where('id', '=', id).execute();
}

/** Ids of the versions in the environment that are not their secret's current one. */
export async function listOutdatedVersions(db: Reader, environmentId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('secret_versions')
    .leftJoin('secrets', 'secrets.current_version_id', 'secret_versions.id')
    .select('secret_versions.id as id')
    .where('secret_versions.environment_id', '=', environmentId)
    .where('secrets.id', 'is', null)
    .execute();
  return rows.map(({ id }) => id);
}

function secrets(db: Reader) {
  return db
    .selectFrom('secrets')
    .select([
      'id',
      'environment_id as environmentId',
      'service',
      'name',
      'current_version_id as versionId',
      'updated_at as updatedAt',
      'updated_by as updatedBy',
    ]);
}
