import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { AppError } from '@devopsellence/core';

export interface Expected {
  readonly digest: string;
  /** Of the bytes unpacked; null: they are not packed. */
  readonly diffId: string | null;
}

/** Reads the whole file, a little at a time. Throws `invalid_argument` when it is not what its name says. */
export async function verifyFile(path: string, { digest, diffId }: Expected, signal: AbortSignal): Promise<void> {
  const packed = createHash('sha256');
  const unpacked = createHash('sha256');
  const tap = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      packed.update(chunk);
      done(null, diffId === null ? undefined : chunk);
    },
  });
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      unpacked.update(chunk);
      done();
    },
  });
  try {
    const source = createReadStream(path, { highWaterMark: 256 * 1024 });
    if (diffId === null) await pipeline(source, tap, sink, { signal });
    else await pipeline(source, tap, createGunzip(), sink, { signal });
  } catch (error) {
    if (signal.aborted) throw new AppError('cancelled', { message: 'the caller ended the call' });
    if (isZlibError(error)) throw mismatch(digest, 'it is not packed with gzip');
    throw error;
  }
  if (`sha256:${packed.digest('hex')}` !== digest) throw mismatch(digest, 'its bytes have another digest');
  if (diffId !== null && `sha256:${unpacked.digest('hex')}` !== diffId) {
    throw mismatch(digest, 'unpacked, its bytes have another digest');
  }
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}

function mismatch(digest: string, reason: string): AppError {
  return new AppError('invalid_argument', {
    message: `what was uploaded is not the blob ${digest.slice(0, 19)}…`,
    reason,
    nextActions: ['upload it again'],
  });
}
