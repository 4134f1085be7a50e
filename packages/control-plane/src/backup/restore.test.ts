import { randomBytes } from 'node:crypto';
import { appendFile, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OPERATOR } from '@devopsellence/protocol';
import { systemClock } from '@devopsellence/runtime';
import { silentLogger } from '@devopsellence/runtime/testing';
import { describe, expect, it } from 'vitest';
import { KeyStore } from '../identity/key-store.js';
import { Vault } from '../secrets/vault.js';
import { databaseIn } from '../store/index.js';
import { dumpTables } from '../testing/dump-tables.js';
import { RunningControlPlane } from '../testing/running-control-plane.js';
import { tempDirectory } from '../testing/temp-directory.js';
import { manifestIn } from './backup-folder.js';
import { Backups } from './backups.js';
import { placementSteps, placeRestore, restoreFolders } from './place-restore.js';
import { type RestoreOptions, restoreOffline } from './restore-offline.js';

const NEVER = new AbortController().signal;

/** A control plane that has stopped, with a backup after which a node and a token were made. */
async function backedUp() {
  const plane = await RunningControlPlane.start();
  const agent = await plane.join('prod-1');
  const { joinToken } = await plane.call(OPERATOR.RegisterNode, { name: 'prod-2' });
  const { token } = await plane.call(OPERATOR.CreateToken, { name: 'ci', role: 'deployer' });
  const { backup } = await plane.call(OPERATOR.CreateBackup, {});
  await plane.call(OPERATOR.RevokeToken, { token: token?.id ?? '' });
  await plane.join('later');
  await plane.stop();
  return { plane, agent, joinToken, path: backup?.path ?? '' };
}

function restore(backup: string, dataDirectory: string, overrides: Partial<RestoreOptions> = {}) {
  const options = { masterKey: null, previousMasterKey: null, yes: true, keepKeys: false, clock: systemClock };
  return restoreOffline({ ...options, backup, dataDirectory, ...overrides });
}

describe('a restore', () => {
  it('brings back what the backup has, and says which tokens and nodes that are', async () => {
    const { plane, agent, joinToken, path } = await backedUp();
    const brought = await restore(path, plane.dataDirectory);
    expect(brought.tokens.map(({ name }) => name)).toEqual(['ci', 'owner']);
    expect(brought.nodes.map(({ name }) => name)).toEqual(['prod-1']);
    expect(brought.joinTokensRefused).toBe(1);
    const [address = ''] = agent.identity.gatewayAddresses;
    const again = await RunningControlPlane.start({ dataDirectory: plane.dataDirectory, agentListen: address });
    const { nodes } = await again.call(OPERATOR.ListNodes, {});
    expect(nodes.map(({ name }) => name)).toEqual(['prod-1', 'prod-2']);
    await expect(again.enroll(joinToken)).rejects.toMatchObject({ code: 'invalid_join_token' });
    expect(again.certificateAuthority).toBe(plane.certificateAuthority);
    const { findings } = await again.call(OPERATOR.DiagnoseControlPlane, {});
    expect(findings.find(({ code }) => code === 'restored_from_backup')?.message).toContain('since: prod-1');
    const documents = agent.watch(7);
    await expect.poll(() => heldNodes(again)).toEqual(['prod-1']);
    expect(documents.pending).toEqual([]);
    const events = await again.services.store.db.selectFrom('events').select('action').execute();
    expect(events).toContainEqual({ action: 'backup.restored' });
    const marked = await again.services.store.db.selectFrom('nodes').select(['name', 'restored_at']).execute();
    expect(marked.filter(({ restored_at }) => restored_at !== null)).toEqual([]);
  });

  it('needs on a fresh machine nothing but the backup and the master key', async () => {
    const { plane, path } = await backedUp();
    const dataDirectory = await tempDirectory();
    await expect(restore(path, dataDirectory)).rejects.toMatchObject({ code: 'usage' });
    const masterKey = await readFile(join(plane.dataDirectory, 'master.key'), 'utf8');
    await restore(path, dataDirectory, { masterKey, yes: false });
    for (const name of ['authority.pem', 'signing-key.pem']) {
      expect(await readFile(join(dataDirectory, name))).toEqual(await readFile(join(plane.dataDirectory, name)));
    }
  });

  it('refuses, and changes nothing: no yes, another key, another master key, altered bytes', async () => {
    const { plane, path } = await backedUp();
    const { dataDirectory } = plane;
    const database = join(dataDirectory, 'control-plane.db');
    const before = await dumpTables(database);
    await expect(restore(path, dataDirectory, { yes: false })).rejects.toMatchObject({ code: 'confirmation_required' });
    const masterKey = Buffer.alloc(32).toString('base64');
    await expect(restore(path, dataDirectory, { masterKey })).rejects.toMatchObject({ code: 'invalid_argument' });
    await expect(restore(dataDirectory, dataDirectory)).rejects.toMatchObject({ code: 'invalid_argument' });
    const altered = join(await tempDirectory(), 'altered');
    await cp(path, altered, { recursive: true });
    const bytes = await readFile(databaseIn(altered));
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    await writeFile(databaseIn(altered), bytes);
    await expect(restore(altered, dataDirectory)).rejects.toMatchObject({ code: 'damaged_backup' });
    const manifest = await readFile(manifestIn(altered), 'utf8');
    await writeFile(manifestIn(altered), manifest.slice(0, 50));
    await expect(restore(altered, dataDirectory)).rejects.toMatchObject({ code: 'damaged_backup' });
    await writeFile(join(dataDirectory, 'signing-key.pem'), 'another');
    await expect(restore(path, dataDirectory)).rejects.toMatchObject({ code: 'confirmation_required' });
    expect(await dumpTables(database)).toEqual(before);
    expect((await readdir(dataDirectory)).filter((name) => name.startsWith('restore'))).toEqual([]);
  });
});

describe('a restore of what another master key has sealed', () => {
  const environment = { organization: 'acme', project: 'shop', environment: 'production' };
  const fileIn = ({ dataDirectory }: RunningControlPlane) => join(dataDirectory, 'master.key');
  const masterKeyOf = async (plane: RunningControlPlane) =>
    (await plane.call(OPERATOR.GetTrustStatus, {})).masterKey ?? undefined;

  it('says which key it needs, and takes it as a line below the one of now, which then seals everything', async () => {
    const plane = await RunningControlPlane.start();
    await plane.call(OPERATOR.SetSecret, { environment, name: 'KEY', value: 'hunter2' });
    const { backup } = await plane.call(OPERATOR.CreateBackup, {});
    const old = await readFile(fileIn(plane), 'utf8');
    const before = await masterKeyOf(plane);
    await plane.call(OPERATOR.RotateMasterKey, {});
    const rotated = { phase: 'ROTATION_PHASE_STEADY', other: '', values: 1, valuesLeft: 0 };
    await expect.poll(() => masterKeyOf(plane)).toMatchObject(rotated);
    const now = await masterKeyOf(plane);
    await plane.stop();
    const path = backup?.path ?? '';
    await expect(restore(path, plane.dataDirectory)).rejects.toMatchObject({
      code: 'invalid_argument',
      reason: `it needs the key with the id ${before?.current}; given: ${now?.current}`,
    });
    await appendFile(fileIn(plane), old);
    await restore(path, plane.dataDirectory);
    const again = await RunningControlPlane.start({ dataDirectory: plane.dataDirectory });
    await expect.poll(() => masterKeyOf(again)).toMatchObject({ ...rotated, current: now?.current });
  });

  it('needs both keys for a backup from the middle of a replacement', async () => {
    const plane = await RunningControlPlane.start();
    await plane.call(OPERATOR.SetSecret, { environment, name: 'KEY', value: 'hunter2' });
    const { dataDirectory } = plane;
    const [masterKey, previousMasterKey] = [randomBytes(32), await readFile(fileIn(plane), 'utf8')];
    const vault = new Vault(masterKey, Buffer.from(previousMasterKey, 'base64'));
    const outside = { authority: () => 'aa', clock: systemClock, logger: silentLogger };
    const keys = new KeyStore(dataDirectory, false);
    const folder = { dataDirectory, backupDirectory: join(dataDirectory, 'backups') };
    const { path } = await (await Backups.open({ ...folder, ...outside, keys, vault })).create('command', NEVER);
    await plane.stop();
    const one = { masterKey: masterKey.toString('base64') };
    const needed = expect.stringContaining(`needs the key with the id ${vault.keyIds[1]};`);
    await expect(restore(path, dataDirectory, one)).rejects.toMatchObject({ reason: needed });
    await restore(path, dataDirectory, { ...one, previousMasterKey });
  });
});

async function heldNodes({ services }: RunningControlPlane): Promise<readonly (string | null)[]> {
  const rows = await services.store.db.selectFrom('nodes').select('name').where('held_at', 'is not', null).execute();
  return rows.map(({ name }) => name);
}

describe('the placement of a restore that is ready', () => {
  async function readyToPlace(): Promise<string> {
    const directory = await tempDirectory();
    const { ready } = restoreFolders(directory);
    await mkdir(ready);
    const old = { 'control-plane.db': 'old', 'control-plane.db-wal': 'old log', 'control-plane.db-shm': 'old index' };
    for (const [name, content] of Object.entries(old)) await writeFile(join(directory, name), content);
    await writeFile(join(ready, 'control-plane.db'), 'new');
    await writeFile(join(ready, 'authority.pem'), 'key');
    return directory;
  }

  it('ends in the new state wherever it was cut off', async () => {
    const count = placementSteps('').length;
    for (let done = 0; done <= count; done += 1) {
      const directory = await readyToPlace();
      for (const step of placementSteps(directory).slice(0, done)) await step();
      await placeRestore(directory);
      expect(await readFile(join(directory, 'control-plane.db'), 'utf8')).toBe('new');
      expect(await readdir(directory)).toEqual(['authority.pem', 'control-plane.db', 'replaced']);
      expect(await readFile(join(directory, 'replaced', 'control-plane.db-wal'), 'utf8')).toBe('old log');
    }
  });

  it('leaves the old state where the new one was not ready', async () => {
    const directory = await readyToPlace();
    const { ready, unfinished } = restoreFolders(directory);
    await cp(ready, unfinished, { recursive: true });
    await rm(ready, { recursive: true });
    await placeRestore(directory);
    expect(await readFile(join(directory, 'control-plane.db'), 'utf8')).toBe('old');
    expect(await readdir(directory)).toEqual(['control-plane.db', 'control-plane.db-shm', 'control-plane.db-wal']);
  });
});
