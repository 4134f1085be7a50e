import { randomBytes } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KeyStore } from '../identity/key-store.js';
import { tempDirectory } from '../testing/temp-directory.js';
import { MasterKeys } from './master-keys.js';
import { masterKeyId } from './vault.js';

const [A, B, C] = [randomBytes(32), randomBytes(32), randomBytes(32)].map((key) => key.toString('base64'));
const id = (key = '') => masterKeyId(Buffer.from(key, 'base64'));

async function open(file: string | null, masterKey: string | null, previousMasterKey: string | null) {
  const directory = await tempDirectory();
  if (file !== null) await writeFile(join(directory, 'master.key'), file);
  const keys = await MasterKeys.open(new KeyStore(directory, false), { masterKey, previousMasterKey });
  return { keys, read: () => readFile(join(directory, 'master.key'), 'utf8'), directory };
}

describe('master keys', () => {
  it.each([
    ['one in the file', `${A}\n`, null, null, [id(A)]],
    ['one and those before, a line each', `${A}\n${B}\n${C}\n`, null, null, [id(A), id(B), id(C)]],
    ['without an end of line', `${A}\n${B}`, null, null, [id(A), id(B)]],
    ['the same one twice', `${A}\n\n${A}\n`, null, null, [id(A)]],
    ['one of the environment goes before the file', `${B}\n`, A, null, [id(A)]],
    ['one of the environment and the one before', null, A, B, [id(A), id(B)]],
    ['several before', null, A, `${B} ${C}`, [id(A), id(B), id(C)]],
    ['the same one as before', null, A, A, [id(A)]],
  ])('%s', async (_, file, masterKey, previous, ids) => {
    const { keys } = await open(file, masterKey ?? null, previous ?? null);
    const { current, other } = keys.ids;
    expect([current, ...(other ?? '').split(' ').filter(Boolean)]).toEqual(ids);
    expect(keys.isFromEnvironment).toBe(masterKey !== null);
  });

  it.each([
    ['none at all', null, null, null, 'internal'],
    ['one before alone', `${A}\n`, null, B, 'usage'],
    ['what is no key', 'hunter2', null, null, 'usage'],
    ['what is no key below one that is', `${A}\nhunter2\n`, null, null, 'usage'],
    ['nothing in the file', '', null, null, 'usage'],
  ])('refuse %s', async (_, file, masterKey, previous, code) => {
    await expect(open(file, masterKey, previous ?? null)).rejects.toMatchObject({ code });
  });

  it('are replaced by one write to begin, and one to finish', async () => {
    const { keys, read, directory } = await open(`${A}\n`, null, null);
    await keys.begin();
    const [next, ...before] = (await read()).trim().split('\n');
    expect(keys.ids).toEqual({ current: id(next), other: id(A) });
    expect(before).toEqual([A]);
    expect((await stat(join(directory, 'master.key'))).mode & 0o777).toBe(0o600);
    await keys.finish();
    expect(await read()).toBe(`${next}\n`);
    expect(keys.ids).toEqual({ current: id(next), other: null });
  });

  it('of the environment stay as they are', async () => {
    const { keys } = await open(null, A ?? '', B ?? '');
    await keys.finish();
    expect(keys.ids).toEqual({ current: id(A), other: id(B) });
  });
});
