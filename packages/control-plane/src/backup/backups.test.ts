import { cp, mkdir, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OPERATOR } from '@devopsellence/protocol';
import { describe, expect, it } from 'vitest';
import { databaseIn } from '../store/index.js';
import { backupsOf } from '../testing/backups-of.js';
import { brokenRows, dumpTables } from '../testing/dump-tables.js';
import { RunningControlPlane } from '../testing/running-control-plane.js';
import { manifestIn } from './backup-folder.js';

const NEVER = new AbortController().signal;

async function filesBelow(path: string): Promise<readonly Buffer[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name))));
}

describe('a backup', () => {
  it('holds what the database held at one moment, while others write', async () => {
    const plane = await RunningControlPlane.start();
    await plane.join('prod-1');
    const [{ backup }] = await Promise.all([
      plane.call(OPERATOR.CreateBackup, {}),
      ...Array.from({ length: 20 }, (_, index) => plane.call(OPERATOR.RegisterNode, { name: `later-${index}` })),
    ]);
    const path = backup?.path ?? '';
    expect(await brokenRows(databaseIn(path))).toEqual([]);
    const tables = await dumpTables(databaseIn(path));
    expect(tables.nodes?.some((row) => row.includes('"prod-1"'))).toBe(true);
    const events = tables.events?.filter((row) => row.includes('node.registered')) ?? [];
    expect(tables.nodes).toHaveLength(events.length);
    expect(backup).toMatchObject({ reason: 'command', whole: true, nodes: tables.nodes?.length, tokens: 1 });
    expect((await stat(path)).mode & 0o077).toBe(0);
    const { backups } = await plane.call(OPERATOR.ListBackups, {});
    expect(backups).toEqual([backup]);
  });

  it('holds neither the master key nor any other key that is not sealed', async () => {
    const plane = await RunningControlPlane.start();
    await plane.call(OPERATOR.CreateBackup, {});
    const masterKey = (await readFile(join(plane.dataDirectory, 'master.key'), 'utf8')).trim();
    const raw = Buffer.from(masterKey, 'base64');
    const pems = await Promise.all(
      ['authority.pem', 'signing-key.pem'].map((name) => readFile(join(plane.dataDirectory, name), 'utf8')),
    );
    const lines = pems.flatMap((pem) => pem.split('\n').filter((line) => line.length > 32));
    const needles = [
      raw,
      Buffer.from(masterKey),
      Buffer.from(raw.toString('hex')),
      ...lines.map((line) => Buffer.from(line)),
    ];
    const files = await filesBelow(join(plane.dataDirectory, 'backups'));
    expect(files).toHaveLength(2);
    expect(files.flatMap((file) => needles.filter((needle) => file.includes(needle)))).toEqual([]);
  });

  it('leaves nothing behind when the disk has too little room, and those before stay', async () => {
    const plane = await RunningControlPlane.start();
    const { backups, disk } = await backupsOf(plane);
    const before = await backups.create('command', NEVER);
    disk.freeBytes = 1_000;
    await expect(backups.create('schedule', NEVER)).rejects.toMatchObject({ code: 'storage_full' });
    expect(await readdir(join(plane.dataDirectory, 'backups'))).toEqual([before.manifest.id]);
  });

  it('leaves nothing behind when it is interrupted, nor when the process died in the middle', async () => {
    const plane = await RunningControlPlane.start();
    const { backups } = await backupsOf(plane);
    await expect(backups.create('command', AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
    const folder = join(plane.dataDirectory, 'backups');
    await mkdir(join(folder, '01ARZ3NDEKTSV4RRFFQ69G5FAV.new'));
    await writeFile(join(folder, 'notes.txt'), 'not ours');
    await backupsOf(plane);
    expect(await readdir(folder)).toEqual(['notes.txt']);
  });

  it('is removed without what somebody else has put beside it or into it', async () => {
    const plane = await RunningControlPlane.start();
    const { backups } = await backupsOf(plane);
    const ids: string[] = [];
    for (let count = 0; count < 4; count += 1) ids.push((await backups.create('schedule', NEVER)).manifest.id);
    const [first = '', second = '', third = '', made = ''] = ids;
    const folder = join(plane.dataDirectory, 'backups');
    await writeFile(join(folder, 'notes.txt'), 'not ours');
    await writeFile(join(folder, second, 'notes.txt'), 'not ours');
    const copy = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
    await cp(join(folder, first), join(folder, copy), { recursive: true });
    await backups.prune({ keep: 2, made }, NEVER);
    expect((await readdir(folder)).toSorted()).toEqual([copy, second, third, made, 'notes.txt']);
    expect((await readdir(join(folder, second))).toSorted()).toEqual([
      'control-plane.db',
      'manifest.json',
      'notes.txt',
    ]);
  });

  it('that was damaged is told', async () => {
    const plane = await RunningControlPlane.start();
    const first = await plane.call(OPERATOR.CreateBackup, {});
    const second = await plane.call(OPERATOR.CreateBackup, {});
    await truncate(databaseIn(first.backup?.path ?? ''), 100);
    await writeFile(manifestIn(second.backup?.path ?? ''), '{');
    expect(await plane.call(OPERATOR.ListBackups, {})).toMatchObject({
      backups: [{ id: first.backup?.id, whole: false }],
      unreadable: [second.backup?.id],
    });
  });
});
