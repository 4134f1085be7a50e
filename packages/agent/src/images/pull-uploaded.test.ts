import { createHash, randomBytes } from 'node:crypto';
import { AppError, encodeImageManifest } from '@devopsellence/core';
import { FakeClock } from '@devopsellence/runtime/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ImagePull } from '../engine/container-engine.js';
import { FakeEngine } from '../testing/fake-engine.js';
import type { Blobs } from './blob-source.js';
import { pullUploaded } from './pull-uploaded.js';

const digestOf = (bytes: Buffer) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const partOf = (bytes: Buffer) => ({ digest: digestOf(bytes), size: bytes.length });
const CONFIG = Buffer.from('{"architecture":"amd64"}');
const LAYER = randomBytes(200_000);
const MANIFEST = Buffer.from(encodeImageManifest({ config: partOf(CONFIG), layers: [partOf(LAYER)] }));
const IMAGE = { reference: 'shop:2', digest: null, imageId: digestOf(CONFIG), manifest: digestOf(MANIFEST) };
const { signal } = new AbortController();

/** Pulls over HTTP what it is told to, as an engine does. */
class PullingEngine extends FakeEngine {
  readonly pulled: Buffer[] = [];

  override async pullImage({ reference, onProgress }: ImagePull): Promise<void> {
    const [, address = '', repository = '', digest = ''] = /^([^/]+)\/(.+)@(.+)$/.exec(reference) ?? [];
    const base = `http://${address}/v2/${repository}`;
    for (const url of [
      `${base}/manifests/${digest}`,
      ...[CONFIG, LAYER].map((part) => `${base}/blobs/${digestOf(part)}`),
    ]) {
      const response = await fetch(url);
      if (response.status !== 200) throw new AppError('engine_failed', { message: `${response.status}` });
      this.pulled.push(Buffer.from(await response.arrayBuffer()));
    }
    onProgress('all of it');
    this.addImage(reference, { imageId: IMAGE.imageId, digest: null });
  }
}

function holding(...contents: readonly Buffer[]): Blobs {
  const blobs = new Map(contents.map((bytes) => [digestOf(bytes), bytes]));
  return {
    async *read(digest, offset) {
      const bytes = blobs.get(digest);
      if (bytes === undefined) throw new AppError('not_found', { message: 'there is no such blob' });
      yield bytes.subarray(offset);
    },
  };
}

describe('an uploaded image', () => {
  let engine: PullingEngine;

  beforeEach(() => {
    engine = new PullingEngine(new FakeClock());
  });

  async function pull(blobs: Blobs = holding(MANIFEST, CONFIG, LAYER), image = IMAGE): Promise<readonly string[]> {
    const said: string[] = [];
    await pullUploaded({ engine, blobs }, { image, onProgress: (detail) => said.push(detail) }, signal);
    return said;
  }

  it('is pulled whole, and known by its own name alone', async () => {
    expect(await pull()).toEqual(['all of it']);
    expect(engine.pulled.map(digestOf)).toEqual([MANIFEST, CONFIG, LAYER].map(digestOf));
    expect((await engine.findLocally(IMAGE.imageId))?.names).toEqual(['shop:2']);
    expect(await pull()).toEqual(['all of it']);
  });

  it('leaves a name that another image has to that, and gets one that is free', async () => {
    engine.addImage('shop:2', { imageId: 'sha256:other', digest: null });
    await pull();
    expect((await engine.findLocally('shop:2'))?.imageId).toBe('sha256:other');
    const name = `shop:${IMAGE.imageId.slice(7, 19)}`;
    expect((await engine.findLocally(name))?.imageId).toBe(IMAGE.imageId);
  });

  it.each([
    ['another text', Buffer.from(encodeImageManifest({ config: partOf(LAYER), layers: [] }))],
    ['no manifest', Buffer.from('hello')],
    ['too much', Buffer.alloc(2_000_000)],
  ])('is not pulled by a manifest that is %s', async (_, text) => {
    const blobs: Blobs = {
      async *read() {
        yield text;
      },
    };
    await expect(pull(blobs)).rejects.toMatchObject({ code: 'image_not_found' });
    expect(engine.pulled).toEqual([]);
  });

  it('is not pulled by what is no manifest, though it is what was asked for', async () => {
    const text = Buffer.from('hello');
    const pulling = pull(holding(text), { ...IMAGE, manifest: digestOf(text) });
    await expect(pulling).rejects.toMatchObject({ code: 'image_not_found' });
    expect(engine.pulled).toEqual([]);
  });

  it('of which a part is not there fails for that reason, and leaves no name behind', async () => {
    await expect(pull(holding(MANIFEST, CONFIG))).rejects.toMatchObject({ code: 'not_found' });
    expect(await engine.findLocally('shop:2')).toBeNull();
    expect([...engine.images.names()]).toEqual([]);
  });
});
