import { createHash, randomBytes } from 'node:crypto';
import { readFile, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { FakeClock, silentLogger } from '@devopsellence/runtime/testing';
import { describe, expect, it } from 'vitest';
import { tempDirectory } from '../testing/temp-directory.js';
import { tempStore } from '../testing/temp-store.js';
import { BlobStore, GRACE_MS } from './blob-store.js';
import { BlobSweeper } from './blob-sweeper.js';

const never = new AbortController().signal;
const digestOf = (bytes: Buffer) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const blobOf = (bytes: Buffer, diffId: string | null = null) => ({
  digest: digestOf(bytes),
  size: bytes.length,
  diffId,
});

async function start() {
  const dataDirectory = await tempDirectory();
  const clock = new FakeClock(Date.now());
  const deps = { dataDirectory, store: await tempStore(), clock, logger: silentLogger };
  const blobs = await BlobStore.open(deps);
  const whole = (digest: string) => join(dataDirectory, 'blobs', 'sha256', digest.slice(7, 9), digest.slice(7));
  const incoming = (digest: string) => join(dataDirectory, 'blobs', 'incoming', digest.slice(7));
  return { deps, blobs, clock, whole, incoming };
}

/** Sends what is missing in small chunks; `upTo`: the connection breaks there. */
async function upload(blobs: BlobStore, bytes: Buffer, { upTo = bytes.length, diffId = null as string | null } = {}) {
  const told: number[] = [];
  async function* chunks() {
    for (let at = told[0] ?? 0; at < upTo; at += 1000) yield bytes.subarray(at, Math.min(at + 1000, upTo));
    if (upTo < bytes.length) throw new Error('the connection broke');
  }
  for await (const received of blobs.upload(blobOf(bytes, diffId), chunks(), never)) told.push(received);
  return told;
}

async function read(blobs: BlobStore, digest: string, offset = 0): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of blobs.read(digest, offset)) parts.push(part);
  return Buffer.concat(parts);
}

const find = async (blobs: BlobStore, digest: string) =>
  (await blobs.find({ digests: [digest], diffIds: [] })).map((blob) => blob.digest);

describe('a blob', () => {
  it('is there when it is whole, is read from any offset, and is taken once', async () => {
    const { blobs } = await start();
    const bytes = randomBytes(700_000);
    const { digest } = blobOf(bytes);
    expect(await find(blobs, digest)).toEqual([]);
    expect(await upload(blobs, bytes)).toEqual([0, bytes.length]);
    expect(await find(blobs, digest)).toEqual([digest]);
    expect((await read(blobs, digest)).equals(bytes)).toBe(true);
    expect((await read(blobs, digest, 600_000)).equals(bytes.subarray(600_000))).toBe(true);
    expect(await upload(blobs, bytes)).toEqual([bytes.length]);
  });

  it('whose upload broke goes on where it was, in another process too', async () => {
    const { deps, blobs } = await start();
    const bytes = randomBytes(10_000);
    await expect(upload(blobs, bytes, { upTo: 6_000 })).rejects.toThrow('the connection broke');
    expect(await find(blobs, digestOf(bytes))).toEqual([]);
    const next = await BlobStore.open(deps);
    expect(await upload(next, bytes)).toEqual([6_000, 10_000]);
    expect((await read(next, digestOf(bytes))).equals(bytes)).toBe(true);
  });

  it('is thrown away when a part of an earlier upload was damaged, so that the next one is whole', async () => {
    const { blobs, incoming } = await start();
    const bytes = randomBytes(10_000);
    await expect(upload(blobs, bytes, { upTo: 6_000 })).rejects.toThrow('the connection broke');
    await writeFile(incoming(digestOf(bytes)), randomBytes(6_000));
    await expect(upload(blobs, bytes)).rejects.toMatchObject({ code: 'invalid_argument' });
    expect(await upload(blobs, bytes)).toEqual([0, 10_000]);
  });

  it('is refused when it is longer than it said, and kept when it is not whole yet', async () => {
    const { blobs } = await start();
    const bytes = randomBytes(3_000);
    const said = { ...blobOf(bytes), size: 2_000 };
    async function* all() {
      yield bytes;
    }
    const drain = async () => {
      for await (const _ of blobs.upload(said, all(), never));
    };
    await expect(drain()).rejects.toMatchObject({ code: 'invalid_argument' });
    expect(await find(blobs, said.digest)).toEqual([]);
  });

  it('that is a layer is found by what it unpacks to, which is checked', async () => {
    const { blobs } = await start();
    const layer = randomBytes(50_000);
    const packed = gzipSync(layer);
    const diffId = digestOf(layer);
    await upload(blobs, packed, { diffId });
    expect(await blobs.find({ digests: [], diffIds: [diffId] })).toEqual([blobOf(packed, diffId)]);
    const stranger = gzipSync(randomBytes(100));
    const lie = upload(blobs, stranger, { diffId });
    await expect(lie).rejects.toMatchObject({ code: 'invalid_argument', reason: expect.stringContaining('unpacked') });
    const unpacked = upload(blobs, randomBytes(100), { diffId });
    await expect(unpacked).rejects.toMatchObject({ code: 'invalid_argument', reason: expect.stringContaining('gzip') });
  });

  it('that was damaged on disk is found out when it is read, and can be uploaded again', async () => {
    const { blobs, whole } = await start();
    const bytes = randomBytes(400_000);
    const { digest } = blobOf(bytes);
    await upload(blobs, bytes);
    const file = await readFile(whole(digest));
    file[300_000] = (file[300_000] ?? 0) ^ 1;
    await writeFile(whole(digest), file);
    await expect(read(blobs, digest)).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('damaged'),
    });
    expect(await find(blobs, digest)).toEqual([]);
    expect(await upload(blobs, bytes)).toEqual([0, bytes.length]);
  });

  it('that was cut short on disk counts as missing', async () => {
    const { blobs, whole } = await start();
    const bytes = randomBytes(5_000);
    await upload(blobs, bytes);
    await truncate(whole(digestOf(bytes)), 100);
    expect(await find(blobs, digestOf(bytes))).toEqual([]);
    await expect(read(blobs, digestOf(bytes))).rejects.toMatchObject({ code: 'not_found' });
    expect(await upload(blobs, bytes)).toEqual([0, bytes.length]);
  });

  it('that two upload at once is taken from the first; the second has nothing to send', async () => {
    const { blobs } = await start();
    const bytes = randomBytes(100_000);
    expect(await Promise.all([upload(blobs, bytes), upload(blobs, bytes)])).toEqual([[0, 100_000], [100_000]]);
  });

  it('that is larger than any may be, or than the disk has room for, is refused before a byte is taken', async () => {
    const { deps, blobs } = await start();
    const bytes = randomBytes(1_000);
    async function* mustNotBeRead(): AsyncGenerator<Buffer> {
      yield await Promise.reject(new Error('a byte was taken'));
    }
    const begin = (store: BlobStore, size: number) =>
      store.upload({ ...blobOf(bytes), size }, mustNotBeRead(), never).next();
    await expect(begin(blobs, 17 * 1024 ** 3)).rejects.toMatchObject({ code: 'message_too_large' });
    const full = await BlobStore.open({ ...deps, freeBytes: async () => 256 * 1024 ** 2 + 999 });
    await expect(begin(full, 1_000)).rejects.toMatchObject({ code: 'storage_full' });
    const justEnough = await BlobStore.open({ ...deps, freeBytes: async () => 256 * 1024 ** 2 + 1_000 });
    expect(await upload(justEnough, bytes)).toEqual([0, 1_000]);
  });
});

describe('blobs that nothing uses', () => {
  async function sweepOnce(context: Awaited<ReturnType<typeof start>>, used: readonly string[]) {
    const stop = new AbortController();
    const use = { mayFetch: async () => false, used: async () => new Set(used) };
    const running = new BlobSweeper({ ...context.deps, blobs: context.blobs, uses: [use] }).run(stop.signal);
    while (context.clock.sleepers === 0) await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    await running;
  }

  it('stay for a day, and those that are used or were asked for stay longer', async () => {
    const context = await start();
    const [used, asked, surplus] = [randomBytes(100), randomBytes(100), randomBytes(100)];
    for (const bytes of [used, asked, surplus]) await upload(context.blobs, bytes);
    await sweepOnce(context, []);
    for (const bytes of [used, asked, surplus]) await read(context.blobs, digestOf(bytes));
    await context.clock.advance(GRACE_MS);
    await find(context.blobs, digestOf(asked));
    await sweepOnce(context, [digestOf(used)]);
    await read(context.blobs, digestOf(used));
    await read(context.blobs, digestOf(asked));
    await expect(read(context.blobs, digestOf(surplus))).rejects.toMatchObject({ code: 'not_found' });
    await expect(readFile(context.whole(digestOf(surplus)))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('and parts of uploads that nobody goes on with are removed after a day; those under way are safe', async () => {
    const context = await start();
    const [left, fresh] = [randomBytes(5_000), randomBytes(5_000)];
    for (const bytes of [left, fresh]) await expect(upload(context.blobs, bytes, { upTo: 3_000 })).rejects.toThrow();
    const longAgo = new Date(context.clock.now() - GRACE_MS - 1);
    await utimes(context.incoming(digestOf(left)), longAgo, longAgo);
    await sweepOnce(context, []);
    expect(await upload(context.blobs, left)).toEqual([0, 5_000]);
    expect(await upload(context.blobs, fresh)).toEqual([3_000, 5_000]);
  });
});
