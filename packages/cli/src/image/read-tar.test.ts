import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder } from '../testing/cli.js';
import { readTar } from './read-tar.js';

const LONG = `${'deep/'.repeat(40)}file`;
const FILES = { 'a.json': '{}', empty: '', large: 'x'.repeat(100_000), [LONG]: 'found' };

async function archive(format: string): Promise<Buffer> {
  const path = await folder();
  for (const [name, content] of Object.entries(FILES)) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), content);
  }
  return execFileSync('tar', ['--create', `--format=${format}`, '--directory', path, ...Object.keys(FILES)]);
}

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe('an archive', () => {
  it.each([
    ['pax', 512],
    ['pax', 7],
    ['gnu', 1_000],
    ['gnu', 1_000_000],
  ])('in format %s, that comes in pieces of %i bytes, is read whole', async (format, size) => {
    const read: Record<string, string> = {};
    for await (const { path, content } of readTar(pieces(await archive(format), size))) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of content()) chunks.push(chunk);
      read[path] = Buffer.concat(chunks).toString();
    }
    expect(read).toEqual(FILES);
  });

  it('is read over what nobody takes', async () => {
    const paths: string[] = [];
    for await (const { path } of readTar(pieces(await archive('pax'), 777))) paths.push(path);
    expect(paths).toEqual(Object.keys(FILES));
  });

  it('that was cut is a failure', async () => {
    const bytes = await archive('pax');
    const reading = async () => {
      for await (const _ of readTar(pieces(bytes.subarray(0, 5_000), 512)));
    };
    await expect(reading()).rejects.toMatchObject({ code: 'build_failed' });
  });
});
