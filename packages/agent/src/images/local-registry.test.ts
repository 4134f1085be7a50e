import { createHash, randomBytes } from 'node:crypto';
import { AppError, encodeImageManifest } from '@devopsellence/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Blobs } from './blob-source.js';
import { LocalRegistry } from './local-registry.js';

const digestOf = (bytes: Buffer) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const config = Buffer.from('{}');
const layer = randomBytes(500_000);
const partOf = (bytes: Buffer) => ({ digest: digestOf(bytes), size: bytes.length });
const parts = { config: partOf(config), layers: [partOf(layer)] };
const text = Buffer.from(encodeImageManifest(parts));

const stored: Blobs = {
  async *read(digest, offset) {
    const bytes = digest === digestOf(layer) ? layer : config;
    for (let at = offset; at < bytes.length; at += 100_000) yield bytes.subarray(at, at + 100_000);
  },
};

async function open(blobs: Blobs = stored) {
  const registry = await LocalRegistry.open({ digest: digestOf(text), text, parts }, blobs);
  onTestFinished(() => registry.close());
  const [address = '', secret = ''] = registry.reference.split('/');
  const base = `http://${address}/v2/${secret}/image`;
  return { registry, address, base };
}

const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe('the registry of one image', () => {
  it('hands out manifest and blobs, whole, from an offset, or only what they are', async () => {
    const { address, base } = await open();
    expect((await fetch(`http://${address}/v2/`)).status).toBe(200);
    const manifest = await fetch(`${base}/manifests/${digestOf(text)}`);
    expect(manifest.headers.get('content-type')).toBe('application/vnd.oci.image.manifest.v1+json');
    expect((await bytesOf(manifest)).equals(text)).toBe(true);
    const url = `${base}/blobs/${digestOf(layer)}`;
    expect((await bytesOf(await fetch(url))).equals(layer)).toBe(true);
    const rest = await fetch(url, { headers: { range: 'bytes=400000-' } });
    expect(rest.status).toBe(206);
    expect((await bytesOf(rest)).equals(layer.subarray(400_000))).toBe(true);
    const head = await fetch(url, { method: 'HEAD' });
    expect(head.headers.get('content-length')).toBe('500000');
  });

  it('knows nothing else, and nothing without its path', async () => {
    const { address, base } = await open();
    for (const url of [`${base}/blobs/${digestOf(randomBytes(9))}`, `http://${address}/v2/image/manifests/latest`]) {
      expect((await fetch(url)).status).toBe(404);
    }
    expect((await fetch(`${base}/blobs/uploads/`, { method: 'POST' })).status).toBe(405);
  });

  it('keeps why something could not be had, and breaks off', async () => {
    const failure = new AppError('not_found', { message: 'the blob was damaged' });
    const { registry, base } = await open({
      async *read() {
        yield layer.subarray(0, 1_000);
        throw failure;
      },
    });
    await expect(fetch(`${base}/blobs/${digestOf(layer)}`).then(bytesOf)).rejects.toThrow();
    expect(registry.failure).toBe(failure);
  });
});
