import { createHash, randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';
import type { wire } from '@devopsellence/protocol';
import { FakeClock, silentLogger } from '@devopsellence/runtime/testing';
import { describe, expect, it, vi } from 'vitest';
import { BlobStore } from '../blobs/blob-store.js';
import { tempDirectory } from '../testing/temp-directory.js';
import { tempStore } from '../testing/temp-store.js';
import { BlobSender } from './blob-sender.js';
import { NodeStream } from './node-stream.js';

const BYTES = randomBytes(1_000_000);
const DIGEST = `sha256:${createHash('sha256').update(BYTES).digest('hex')}`;

/** A stream whose reader takes one message each time it is told to. */
class SlowCall extends Writable {
  readonly request: wire.FetchBlobRequest__Output;
  readonly written: Buffer[] = [];
  #taken: () => void = () => undefined;

  constructor(offset: number) {
    super({ objectMode: true, highWaterMark: 1 });
    this.request = { digest: DIGEST, offset };
  }

  override _write({ data }: { readonly data: Buffer }, _encoding: string, taken: () => void): void {
    this.written.push(data);
    this.#taken = taken;
  }

  take(): void {
    const taken = this.#taken;
    this.#taken = () => undefined;
    taken();
  }
}

async function send(offset: number) {
  const deps = {
    dataDirectory: await tempDirectory(),
    store: await tempStore(),
    clock: new FakeClock(1),
    logger: silentLogger,
  };
  const blobs = await BlobStore.open(deps);
  async function* all() {
    yield BYTES;
  }
  const blob = { digest: DIGEST, size: BYTES.length, diffId: null };
  for await (const _ of blobs.upload(blob, all(), new AbortController().signal));
  const uses = [{ mayFetch: async (nodeId: string) => nodeId === 'node-1', used: async () => new Set<string>() }];
  const call = new SlowCall(offset);
  const sender = new BlobSender({ blobs, uses });
  const sending = sender.send(new NodeStream('node-1', call), call);
  return { call, sending };
}

describe('sending a blob to a node that may have it', () => {
  it('waits for the node to take each piece', async () => {
    const { call, sending } = await send(0);
    await vi.waitFor(() => expect(call.written).toHaveLength(1));
    expect(call.written).toHaveLength(1);
    while (!call.writableEnded) {
      call.take();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await sending;
    expect(Buffer.concat(call.written).equals(BYTES)).toBe(true);
  });

  it('begins at the offset', async () => {
    const { call, sending } = await send(900_000);
    await vi.waitFor(() => expect(call.written).toHaveLength(1));
    call.take();
    await sending;
    expect(Buffer.concat(call.written).equals(BYTES.subarray(900_000))).toBe(true);
  });

  it('ends when the node has gone', async () => {
    const { call, sending } = await send(0);
    await vi.waitFor(() => expect(call.written).toHaveLength(1));
    call.emit('cancelled');
    await sending;
    expect(call.written).toHaveLength(1);
  });
});
