import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readFileIfExists, removeHalfWritten, writePrivateFile } from './private-file.js';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'devopsellence-'));
});

afterEach(() => rm(directory, { recursive: true, force: true }));

it('replaces the content, readable by its owner only, and leaves nothing else behind', async () => {
  const path = join(directory, 'key');
  await writePrivateFile(path, 'old');
  await writePrivateFile(path, 'new');
  expect((await readFileIfExists(path))?.toString()).toBe('new');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(directory)).toEqual(['key']);
});

it('leaves nothing behind when it cannot be replaced', async () => {
  const path = join(directory, 'key');
  await mkdir(path);
  await expect(writePrivateFile(path, 'new')).rejects.toThrow();
  expect(await readdir(directory)).toEqual(['key']);
});

it('removes what writes that were killed have left, and nothing else', async () => {
  for (const name of ['key', 'key.4711.new', 'state.json.12.new', 'my.new']) await writeFile(join(directory, name), '');
  await removeHalfWritten(directory);
  expect((await readdir(directory)).toSorted()).toEqual(['key', 'my.new']);
});

it('answers null for a file that is not there, and fails for what is no file', async () => {
  expect(await readFileIfExists(join(directory, 'none'))).toBeNull();
  await expect(readFileIfExists(directory)).rejects.toThrow();
});
