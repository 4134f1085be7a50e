import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@devopsellence/core';
import type { Clock, Logger } from '@devopsellence/runtime';
import {
  type Blob,
  deleteBlob,
  deleteOldBlob,
  findBlob,
  findBlobs,
  keepBlobs,
  listOldBlobs,
  putBlob,
  type Store,
} from '../store/index.js';
import { BlobFiles, sizeOf } from './blob-files.js';
import { Turns } from './turns.js';
import { verifyFile } from './verify.js';

/** A blob that nobody uses stays for so long: an upload of an image may take hours, and its layers are used only then. */
export const GRACE_MS = 24 * 3_600_000;
/** Largest blob. */
const MAX_BLOB_BYTES = 16 * 1024 ** 3;
/** Left free on the disk for the database and everything else. */
const RESERVE_BYTES = 256 * 1024 ** 2;
/** Large enough for speed, small enough for hundreds of them at a time. */
const READ_BYTES = 256 * 1024;

export interface BlobStoreDeps {
  readonly dataDirectory: string;
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Bytes free on the disk; asked of the file system when absent. */
  readonly freeBytes?: () => Promise<number>;
}

/**
 * Content by digest, each stored once, in files below the data directory. It counts only when it is whole, verified and
 * durable: then it has a row in the database. Nothing is ever held in memory but the chunk that is on its way.
 */
export class BlobStore {
  readonly #deps: BlobStoreDeps;
  readonly #files: BlobFiles;
  readonly #turns = new Turns();

  private constructor(deps: BlobStoreDeps) {
    this.#deps = deps;
    this.#files = new BlobFiles(join(deps.dataDirectory, 'blobs'));
  }

  static async open(deps: BlobStoreDeps): Promise<BlobStore> {
    const blobs = new BlobStore(deps);
    await blobs.#files.prepare();
    return blobs;
  }

  /** Those that are there, by digest or by the digest of the unpacked layer; they are kept for a day from now on. */
  async find(wanted: { readonly digests: readonly string[]; readonly diffIds: readonly string[] }): Promise<Blob[]> {
    const { store, clock } = this.#deps;
    const until = clock.now() + GRACE_MS;
    const recorded = await store.transaction(async (trx) => {
      const found = await findBlobs(trx, wanted);
      const digests = found.map(({ digest }) => digest);
      await keepBlobs(trx, digests, until);
      return found;
    });
    const there = await Promise.all(recorded.map((blob) => this.#isThere(blob)));
    return recorded.filter((_, index) => there[index]);
  }

  /**
   * Stores a blob. First tells how many bytes are there from an upload that broke, then takes the rest, and tells the
   * size when the blob is verified and durable. What does not match is thrown away: `invalid_argument`. `storage_full`
   * when the disk has too little room. An upload that ends early is kept for the next one.
   */
  async *upload(blob: Blob, chunks: AsyncIterable<Buffer>, signal: AbortSignal): AsyncGenerator<number> {
    if (blob.size > MAX_BLOB_BYTES) throw tooLarge(blob.size);
    const endTurn = await this.#turns.take(blob.digest, signal);
    try {
      if (await this.#hasAlready(blob)) {
        yield blob.size;
        return;
      }
      const offset = await this.#begin(blob);
      yield offset;
      await this.#take(blob, offset, chunks);
      await this.#finish(blob, signal);
      yield blob.size;
    } catch (error) {
      throw isDiskFull(error) ? storageFull(blob.size, 0, error) : error;
    } finally {
      endTurn();
    }
  }

  /** The bytes from an offset on. Read from its beginning, a blob that is damaged is found out and forgotten. */
  async *read(digest: string, offset: number): AsyncGenerator<Buffer> {
    const blob = await findBlob(this.#deps.store.db, digest);
    if (blob === null || !(await this.#isThere(blob))) throw noSuchBlob(digest);
    if (offset > blob.size) throw new AppError('invalid_argument', { message: 'the offset is beyond the blob’s end' });
    const hash = createHash('sha256');
    const file = await open(this.#files.whole(digest), 'r');
    try {
      for (let position = offset; position < blob.size; ) {
        const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(READ_BYTES), 0, READ_BYTES, position);
        if (bytesRead === 0) break;
        const data = buffer.subarray(0, bytesRead);
        hash.update(data);
        position += bytesRead;
        yield data;
      }
    } finally {
      await file.close();
    }
    if (offset === 0 && `sha256:${hash.digest('hex')}` !== digest) throw await this.#damaged(digest);
  }

  /** Digests that may be removed if nothing uses them. */
  old(): Promise<readonly string[]> {
    return listOldBlobs(this.#deps.store.db, this.#deps.clock.now());
  }

  /** Removes a blob that is old. One that somebody asked for meanwhile stays. */
  async remove(digest: string, signal: AbortSignal): Promise<void> {
    const { store, clock } = this.#deps;
    const endTurn = await this.#turns.take(digest, signal);
    try {
      const isGone = await store.transaction((trx) => deleteOldBlob(trx, digest, clock.now()));
      if (isGone) await this.#files.removeWhole(digest);
    } finally {
      endTurn();
    }
  }

  /** Removes files that no row speaks of and nobody has written to for a day: what interrupted uploads left. */
  async removeLeftovers(signal: AbortSignal): Promise<void> {
    const { store, clock } = this.#deps;
    for await (const digest of this.#files.untouchedSince(clock.now() - GRACE_MS)) {
      const endTurn = await this.#turns.take(digest, signal);
      try {
        await this.#files.removeIncoming(digest);
        if ((await findBlob(store.db, digest)) === null) await this.#files.removeWhole(digest);
      } finally {
        endTurn();
      }
    }
  }

  async #isThere({ digest, size }: Blob): Promise<boolean> {
    return (await sizeOf(this.#files.whole(digest))) === size;
  }

  async #hasAlready(blob: Blob): Promise<boolean> {
    const { store, clock } = this.#deps;
    const known = await findBlob(store.db, blob.digest);
    if (known === null || !(await this.#isThere(known))) return false;
    await store.transaction((trx) => keepBlobs(trx, [blob.digest], clock.now() + GRACE_MS));
    return true;
  }

  /** Where to go on: what is there of an earlier upload is verified with the rest, when that has come. */
  async #begin({ digest, size }: Blob): Promise<number> {
    const partial = (await sizeOf(this.#files.incoming(digest))) ?? 0;
    const offset = partial > size ? 0 : partial;
    if (partial > size) await this.#files.removeIncoming(digest);
    const free = await (this.#deps.freeBytes?.() ?? this.#files.free());
    if (free < size - offset + RESERVE_BYTES) throw storageFull(size - offset, free);
    return offset;
  }

  async #take({ digest, size }: Blob, offset: number, chunks: AsyncIterable<Buffer>): Promise<void> {
    let received = offset;
    const file = await this.#files.openIncoming(digest);
    try {
      for await (const chunk of chunks) {
        received += chunk.length;
        if (received > size) throw new AppError('invalid_argument', { message: 'the upload is longer than it said' });
        await file.writeFile(chunk);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    if (received < size) throw new AppError('invalid_argument', { message: 'the upload ended before its end' });
  }

  async #finish(blob: Blob, signal: AbortSignal): Promise<void> {
    const { store, clock } = this.#deps;
    const { digest } = blob;
    try {
      await verifyFile(this.#files.incoming(digest), blob, signal);
    } catch (error) {
      if (!signal.aborted) await this.#files.removeIncoming(digest);
      throw error;
    }
    await this.#files.finish(digest);
    await store.transaction((trx) => putBlob(trx, blob, clock.now() + GRACE_MS));
  }

  async #damaged(digest: string): Promise<AppError> {
    const { store, logger } = this.#deps;
    logger.error({ digest }, 'a blob is damaged on disk: removed, to be uploaded again');
    await store.transaction((trx) => deleteBlob(trx, digest));
    await this.#files.removeWhole(digest);
    return new AppError('not_found', {
      message: `the control plane’s copy of ${digest.slice(0, 19)}… was damaged on disk, and was removed`,
      nextActions: ['devopsellence deploy', 'check the disk of the control plane'],
    });
  }
}

function noSuchBlob(digest: string): AppError {
  return new AppError('not_found', {
    message: `the control plane has no blob ${digest.slice(0, 19)}…`,
    nextActions: ['devopsellence deploy'],
  });
}

function tooLarge(size: number): AppError {
  return new AppError('message_too_large', {
    message: `a blob of ${megabytes(size)} MB is more than the ${megabytes(MAX_BLOB_BYTES)} MB that the control plane takes`,
    nextActions: ['push the image to a registry: devopsellence registry set --help'],
  });
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}

function storageFull(needed: number, free: number, cause?: unknown): AppError {
  return new AppError('storage_full', {
    message: 'the control plane has too little room on its disk for the upload',
    reason: `${megabytes(needed)} MB are to come, ${megabytes(free)} MB are free, and ${megabytes(RESERVE_BYTES)} MB of them stay free`,
    nextActions: [
      'make room on the disk of the control plane',
      'push images to a registry: devopsellence registry set --help',
    ],
    ...(cause === undefined ? {} : { cause }),
  });
}

function megabytes(bytes: number): string {
  return Math.ceil(bytes / 1_000_000).toString();
}
