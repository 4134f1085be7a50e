import { randomBytes } from 'node:crypto';
import { openChannel } from '@devopsellence/protocol';
import { FakeClock } from '@devopsellence/runtime/testing';
import type { Client } from '@grpc/grpc-js';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { FakeGateway } from '../testing/fake-gateway.js';
import { BlobSource } from './blob-source.js';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const BYTES = randomBytes(300_000);
const { signal } = new AbortController();

describe('blobs of the control plane', () => {
  let gateway: FakeGateway;
  let clock: FakeClock;
  let source: BlobSource;

  beforeAll(async () => {
    gateway = await FakeGateway.start();
    gateway.blobs.set(DIGEST, BYTES);
  });

  afterAll(() => gateway?.stop());

  beforeEach(() => {
    gateway.fetched.length = 0;
    gateway.breaks.length = 0;
    clock = new FakeClock();
    source = new BlobSource({ clock, random: () => 0.5 });
  });

  async function aSession(): Promise<Client> {
    const { identity, privateKey } = await gateway.credentials('node-1');
    const { certificate } = identity;
    const client = openChannel(gateway.address, {
      certificateAuthority: gateway.authority.certificate,
      certificate,
      privateKey,
    });
    onTestFinished(() => client.close());
    return client;
  }

  async function read(offset = 0, until: AbortSignal = signal): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of source.read(DIGEST, offset, until)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  /** Goes on with time whenever somebody sleeps, until the work is over. */
  async function inFakeTime<Result>(work: Promise<Result>): Promise<Result> {
    let isOver = false;
    const over = work.finally(() => {
      isOver = true;
    });
    over.catch(() => undefined);
    while (!isOver) await clock.advance(1_000);
    return await over;
  }

  it('come from the offset on', async () => {
    source.use(await aSession());
    expect((await read()).equals(BYTES)).toBe(true);
    expect((await read(250_000)).equals(BYTES.subarray(250_000))).toBe(true);
  });

  it('that break are gone on with from where they were, each byte once', async () => {
    source.use(await aSession());
    gateway.breaks.push(100_000, 0, 50_000);
    expect((await inFakeTime(read())).equals(BYTES)).toBe(true);
    expect(gateway.fetched.map(({ offset }) => offset)).toEqual([0, 100_000, 100_000, 150_000]);
  });

  it('wait for the next session', async () => {
    const reading = read();
    await expect.poll(() => clock.sleepers).toBe(1);
    source.use(await aSession());
    expect((await inFakeTime(reading)).equals(BYTES)).toBe(true);
  });

  it('are given up when there is no session for a minute', async () => {
    const startedAt = clock.monotonicMs();
    await expect(inFakeTime(read())).rejects.toMatchObject({ code: 'control_plane_unavailable' });
    expect(clock.monotonicMs() - startedAt).toBeGreaterThan(50_000);
    expect(clock.monotonicMs() - startedAt).toBeLessThanOrEqual(61_000);
  });

  it('that are not for this node are not asked for again', async () => {
    source.use(await aSession());
    const missing = source.read('sha256:none', 0, signal).next();
    await expect(missing).rejects.toMatchObject({ code: 'not_found' });
    expect(gateway.fetched).toHaveLength(1);
  });

  it('end with the pull that wanted them', async () => {
    const stop = new AbortController();
    const reading = read(0, stop.signal);
    await expect.poll(() => clock.sleepers).toBe(1);
    stop.abort();
    await expect(reading).rejects.toMatchObject({ code: 'control_plane_unavailable' });
  });
});
