import type { Instant } from '@devopsellence/core';
import type { Reader, Writer } from './database.js';
import { readReleaseImages } from './releases.js';

/** How many releases of an environment are kept ready to go back to. */
const KEPT_RELEASES = 10;

/** An image that was uploaded. */
export interface UploadedImage {
  /** `sha256:…` of its manifest, a blob. */
  readonly manifest: string;
  /** `sha256:…` of its configuration. */
  readonly imageId: string;
  /** Digests of configuration and layers, each once. */
  readonly blobs: readonly string[];
}

/** Idempotent: a manifest never changes what it names. */
export async function recordImage(
  trx: Writer,
  { manifest, imageId, blobs }: UploadedImage,
  at: Instant,
): Promise<void> {
  const row = { manifest, image_id: imageId, added_at: at };
  await trx
    .insertInto('images')
    .values(row)
    .onConflict((conflict) => conflict.column('manifest').doUpdateSet({ added_at: at }))
    .execute();
  await trx
    .insertInto('image_blobs')
    .values(blobs.map((digest) => ({ manifest, digest })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Manifests of the image, the newest first. */
export async function manifestsOfImage(db: Reader, imageId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('images')
    .select('manifest')
    .where('image_id', '=', imageId)
    .orderBy('added_at', 'desc')
    .orderBy('manifest')
    .execute();
  return rows.map(({ manifest }) => manifest);
}

/** Of these manifests the ones of images that are still here. */
export async function findManifests(db: Reader, manifests: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('images').select('manifest').where('manifest', 'in', manifests).execute();
  return new Set(rows.map(({ manifest }) => manifest));
}

/** The digests that the images are made of, their manifests too. */
export async function blobsOfImages(db: Reader, manifests: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('image_blobs').select('digest').where('manifest', 'in', manifests).execute();
  return new Set([...manifests, ...rows.map(({ digest }) => digest)]);
}

/**
 * Manifests of the images that somebody runs, is told to run, or may want to go back to: of the newest releases of each
 * environment, of those that settled last (many may have failed since), of its current one, and of every release that a node or a running deployment has a document of.
 */
export async function retainedManifests(db: Reader): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('releases')
    .select('images')
    .distinct()
    .where((where) =>
      where.or([
        where(
          'releases.number',
          '>',
          where
            .selectFrom('releases as newer')
            .select((select) => select(select.fn.max('newer.number'), '-', KEPT_RELEASES).as('from'))
            .whereRef('newer.environment_id', '=', 'releases.environment_id'),
        ),
        where('releases.id', 'in', (eb) =>
          eb
            .selectFrom('deployments')
            .select('deployments.release_id')
            .whereRef('deployments.environment_id', '=', 'releases.environment_id')
            .where('deployments.state', '=', 'settled')
            .groupBy('deployments.release_id')
            .orderBy(({ fn }) => fn.max('deployments.id'), 'desc')
            .limit(KEPT_RELEASES),
        ),
        where('releases.id', 'in', where.selectFrom('environments').select('current_release_id')),
        where('releases.id', 'in', where.selectFrom('desired_environments').select('release_id')),
        where('releases.id', 'in', where.selectFrom('deployment_nodes').select('previous_release_id')),
        where('releases.id', 'in', where.selectFrom('deployments').select('release_id').where('state', '=', 'running')),
      ]),
    )
    .execute();
  const images = rows.flatMap((row) => Object.values(readReleaseImages(row.images)));
  return new Set(images.flatMap(({ manifest }) => (manifest === undefined ? [] : [manifest])));
}
