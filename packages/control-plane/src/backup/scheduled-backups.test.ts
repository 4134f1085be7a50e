import { readdir } from 'node:fs/promises';
import { FakeClock } from '@devopsellence/runtime/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { backupsOf } from '../testing/backups-of.js';
import { RunningControlPlane } from '../testing/running-control-plane.js';
import { ScheduledBackups } from './scheduled-backups.js';
import type { Timetable } from './timetable.js';

const DAY_MS = 86_400_000;

/** Due when the test says so. */
class FakeTimetable implements Timetable {
  readonly intervalMs = DAY_MS;
  due: () => void = () => undefined;

  follow(due: () => void): void {
    this.due = due;
  }
}

/** A schedule that runs, of a control plane that was set up just now. */
async function scheduled({ keep = 7, startsAfterMs = 0, backupsBefore = 0 } = {}) {
  const plane = await RunningControlPlane.start();
  const clock = new FakeClock(Date.now());
  const deps = await backupsOf(plane, clock);
  const { store, backups, backupDirectory, recorded, recordedAnew, disk } = deps;
  const stop = new AbortController();
  for (let count = 0; count < backupsBefore; count += 1) await backups.create('schedule', stop.signal);
  await clock.advance(startsAfterMs);
  const timetable = new FakeTimetable();
  const running = new ScheduledBackups({ ...deps, timetable, keep }).run(stop.signal);
  onTestFinished(async () => {
    stop.abort();
    await running;
  });
  const kept = async () => (await readdir(backupDirectory)).filter((name) => !name.includes('.')).toSorted();
  const events = async () => {
    const rows = await store.db.selectFrom('events').select(['action', 'details']).execute();
    return rows.filter(({ action }) => action.startsWith('backup.'));
  };
  return { clock, disk, timetable, recorded, recordedAnew, kept, events };
}

describe('scheduled backups', () => {
  it('are made when they are due, and recorded', async () => {
    const { timetable, kept, events } = await scheduled();
    timetable.due();
    await expect.poll(kept).toHaveLength(1);
    await expect.poll(events).toMatchObject([{ action: 'backup.created' }]);
    expect(JSON.parse((await events())[0]?.details ?? '')).toMatchObject({ reason: 'schedule' });
  });

  it('are as many as are kept', async () => {
    const { timetable, kept } = await scheduled({ keep: 2, backupsBefore: 3 });
    const [, , third = ''] = await kept();
    timetable.due();
    await expect.poll(async () => (await kept()).length).toBe(2);
    expect((await kept())[0]).toBe(third);
  });

  it('that come due while one is made are one more', async () => {
    const { timetable, recorded, clock } = await scheduled();
    for (let count = 0; count < 5; count += 1) timetable.due();
    await expect.poll(() => recorded.counts.made).toBe(1);
    await expect.poll(() => clock.sleepers).toBe(1);
    expect(recorded.counts).toEqual({ made: 1, failed: 0 });
  });

  it('that fail leave an event and those before, and are tried again without waiting for their time', async () => {
    const { clock, disk, timetable, recorded, recordedAnew, kept, events } = await scheduled({
      keep: 1,
      backupsBefore: 1,
    });
    const before = await kept();
    disk.freeBytes = 0;
    timetable.due();
    await expect.poll(events).toMatchObject([{ action: 'backup.failed' }]);
    expect(JSON.parse((await events())[0]?.details ?? '')).toMatchObject({ reason: 'schedule', code: 'storage_full' });
    expect(await kept()).toEqual(before);
    const failure = await recorded.lastFailure();
    expect(failure?.message).toContain('too little room');
    expect(await recordedAnew().lastFailure()).toEqual(failure);
    disk.freeBytes = 2 ** 40;
    await expect.poll(() => clock.sleepers).toBe(1);
    await clock.advance(60_000);
    await expect.poll(kept).not.toEqual(before);
    await expect.poll(() => recorded.counts).toEqual({ made: 1, failed: 1 });
    await expect.poll(kept).toHaveLength(1);
    expect(await recorded.lastFailure()).toBeNull();
    expect(await recordedAnew().lastFailure()).toBeNull();
  });

  it('are made up for at the start', async () => {
    const { kept } = await scheduled({ startsAfterMs: DAY_MS });
    await expect.poll(kept).toHaveLength(1);
    const { kept: keptOfBoth } = await scheduled({ startsAfterMs: DAY_MS, backupsBefore: 1 });
    await expect.poll(keptOfBoth).toHaveLength(2);
  });

  it('are not made at a start before their time', async () => {
    const { clock, kept, recorded } = await scheduled({ startsAfterMs: DAY_MS - 60_000, backupsBefore: 1 });
    await expect.poll(() => clock.sleepers).toBe(1);
    expect(await kept()).toHaveLength(1);
    expect(recorded.counts.made).toBe(0);
  });
});
