import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { folder } from '../testing/cli.js';
import { packLayer } from './pack-layer.js';

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function pack(bytes: Buffer, pieceSize = 50_000) {
  const packed = await packLayer(pieces(bytes, pieceSize));
  const read = async (offset = 0) => {
    const chunks: Buffer[] = [];
    for await (const chunk of packed.read(offset)) chunks.push(chunk);
    return Buffer.concat(chunks);
  };
  return { packed, read };
}

const digestOf = (bytes: Buffer) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

describe('a layer', () => {
  const content = Buffer.concat([randomBytes(400_000), Buffer.alloc(600_000)]);

  it.each([
    ['as an engine hands it out', content, 50_000],
    ['in single bytes', content.subarray(0, 1_000), 1],
    ['of one byte', Buffer.from('x'), 1],
    ['without content', Buffer.alloc(0), 1],
  ])('%s is packed, and known by the digest and size of what travels', async (_, bytes, size) => {
    const { packed, read } = await pack(bytes, size);
    const travels = await read();
    expect([packed.digest, packed.size]).toEqual([digestOf(travels), travels.length]);
    expect(gunzipSync(travels).equals(bytes)).toBe(true);
    await packed.close();
  });

  it('is read from any offset, as an upload that broke goes on', async () => {
    const { packed, read } = await pack(content);
    const all = await read();
    for (const offset of [1, 300_000, packed.size - 1, packed.size]) {
      expect((await read(offset)).equals(all.subarray(offset))).toBe(true);
    }
    await packed.close();
  });

  it.each([1, 2, 50_000])('that is packed already, in pieces of %i, travels as it is', async (size) => {
    const zipped = gzipSync(content.subarray(0, 5_000));
    const { packed, read } = await pack(zipped, size);
    expect((await read()).equals(zipped)).toBe(true);
    await packed.close();
  });

  it('leaves no file behind, also when its source fails', async () => {
    const temporary = await folder();
    vi.stubEnv('TMPDIR', temporary);
    onTestFinished(() => void vi.unstubAllEnvs());
    const { packed } = await pack(content);
    expect(await readdir(temporary)).toEqual([]);
    await packed.close();
    async function* broken() {
      yield content;
      throw new Error('the engine has gone');
    }
    await expect(packLayer(broken())).rejects.toThrow('the engine has gone');
    expect(await readdir(temporary)).toEqual([]);
  });
});
