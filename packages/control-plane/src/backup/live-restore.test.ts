import { readdir } from 'node:fs/promises';
import { OPERATOR } from '@devopsellence/protocol';
import { describe, expect, it } from 'vitest';
import { databaseIn } from '../store/index.js';
import { backupsOf } from '../testing/backups-of.js';
import { dumpTables } from '../testing/dump-tables.js';
import { RunningControlPlane } from '../testing/running-control-plane.js';
import { LiveRestore } from './live-restore.js';

const AUTHOR = { actor: 'owner', correlationId: '' };
const NEVER = new AbortController().signal;

/** A control plane with a backup, and what restores it. */
async function restorable() {
  const plane = await RunningControlPlane.start();
  const deps = await backupsOf(plane);
  const { manifest } = await deps.backups.create('command', NEVER);
  await plane.call(OPERATOR.RegisterNode, { name: 'later' });
  let restarts = 0;
  const restart = () => {
    restarts += 1;
  };
  const live = new LiveRestore({ ...deps, restart });
  const nodes = async () => (await dumpTables(databaseIn(plane.dataDirectory))).nodes;
  const left = async () => (await readdir(plane.dataDirectory)).filter((name) => name.startsWith('restore'));
  return { ...deps, live, id: manifest.id, nodes, left, restarts: () => restarts };
}

describe('a restore that cannot be', () => {
  it('changes nothing when what is there cannot be saved first', async () => {
    const { live, disk, id, backups, nodes, left, restarts } = await restorable();
    const before = await nodes();
    disk.freeBytes = 0;
    await expect(live.restore(id, AUTHOR, NEVER)).rejects.toMatchObject({ code: 'storage_full' });
    expect(await left()).toEqual([]);
    expect(await nodes()).toEqual(before);
    expect((await backups.list()).backups.map(({ manifest }) => manifest.id)).toEqual([id]);
    expect(restarts()).toBe(0);
  });

  it('changes nothing when its caller has gone before', async () => {
    const { live, id, left, restarts } = await restorable();
    await expect(live.restore(id, AUTHOR, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
    expect(await left()).toEqual([]);
    expect(restarts()).toBe(0);
  });

  it('can be tried again, and then only once', async () => {
    const { live, disk, id, left, restarts } = await restorable();
    disk.freeBytes = 0;
    await expect(live.restore(id, AUTHOR, NEVER)).rejects.toThrow();
    disk.freeBytes = 2 ** 40;
    await live.restore(id, AUTHOR, NEVER);
    expect(await left()).toEqual(['restore.ready']);
    expect(restarts()).toBe(1);
    await expect(live.restore(id, AUTHOR, NEVER)).rejects.toMatchObject({ code: 'restore_in_progress' });
    await expect(live.preview(id, AUTHOR)).rejects.toMatchObject({ code: 'restore_in_progress' });
    expect(await left()).toEqual(['restore.ready']);
  });
});
