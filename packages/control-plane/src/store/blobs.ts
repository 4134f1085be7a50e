import type { Instant } from '@devopsellence/core';
import type { Reader, Writer } from './database.js';

export interface Blob {
  /** `sha256:…` of its bytes. */
  readonly digest: string;
  readonly size: number;
  /** `sha256:…` of a layer as it is unpacked; null for anything else. */
  readonly diffId: string | null;
}

export async function findBlob(db: Reader, digest: string): Promise<Blob | null> {
  return (await blobs(db).where('digest', '=', digest).executeTakeFirst()) ?? null;
}

/** Those that are recorded under one of the digests, and layers that unpack to one of the diff ids. */
export async function findBlobs(
  db: Reader,
  wanted: { readonly digests: readonly string[]; readonly diffIds: readonly string[] },
): Promise<Blob[]> {
  return await blobs(db)
    .where((where) => where.or([where('digest', 'in', wanted.digests), where('diff_id', 'in', wanted.diffIds)]))
    .orderBy('digest')
    .execute();
}

/** Records a blob, or keeps a known one for longer. */
export async function putBlob(trx: Writer, blob: Blob, keptUntil: Instant): Promise<void> {
  const { digest, size, diffId } = blob;
  await trx
    .insertInto('blobs')
    .values({ digest, size, diff_id: diffId, kept_until: keptUntil })
    .onConflict((conflict) => conflict.column('digest').doUpdateSet({ size, diff_id: diffId, kept_until: keptUntil }))
    .execute();
}

export async function keepBlobs(trx: Writer, digests: readonly string[], until: Instant): Promise<void> {
  await trx.updateTable('blobs').set({ kept_until: until }).where('digest', 'in', digests).execute();
}

/** Digests whose time is over, sorted: what is used stays nevertheless. */
export async function listOldBlobs(db: Reader, now: Instant): Promise<string[]> {
  const rows = await db.selectFrom('blobs').select('digest').where('kept_until', '<=', now).orderBy('digest').execute();
  return rows.map(({ digest }) => digest);
}

/** Forgets the blob unless it was asked to be kept beyond `now` meanwhile. Tells whether it is forgotten. */
export async function deleteOldBlob(trx: Writer, digest: string, now: Instant): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('blobs')
    .where('digest', '=', digest)
    .where('kept_until', '<=', now)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function deleteBlob(trx: Writer, digest: string): Promise<void> {
  await trx.deleteFrom('blobs').where('digest', '=', digest).execute();
}

function blobs(db: Reader) {
  return db.selectFrom('blobs').select(['digest', 'size', 'diff_id as diffId']);
}
