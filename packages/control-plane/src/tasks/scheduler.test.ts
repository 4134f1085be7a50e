import { aServiceSpec, aSpec, aTaskOutcome, aTaskSchedule, aTaskSpec } from '@devopsellence/core/testing';
import type { Clock } from '@devopsellence/runtime';
import { silentLogger } from '@devopsellence/runtime/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { WHOLE_FLEET } from '../access/scope.js';
import { NAMES, TestControlPlane } from '../deploy/testing/control-plane.js';
import {
  insertTaskRun,
  listTaskRuns,
  newestEvents,
  type RecordedTaskRun,
  requireEnvironment,
  setCurrentRelease,
} from '../store/index.js';
import type { Firing } from './run-maker.js';
import { Scheduler } from './scheduler.js';

const MINUTE_MS = 60_000;
const SUCCEEDED = { state: 'succeeded', outcome: aTaskOutcome() } as const;

let plane: TestControlPlane;

afterEach(() => plane.close());

function specWith(schedule: Parameters<typeof aTaskSchedule>[0] = {}, image = 'app:1') {
  const task = aTaskSpec({ name: 'report', schedule: aTaskSchedule({ cron: '*/5 * * * *', ...schedule }) });
  return aSpec([aServiceSpec({ image })], { tasks: [task] });
}

async function start(schedule: Parameters<typeof aTaskSchedule>[0] = {}): Promise<void> {
  plane = await TestControlPlane.create();
  // It is midnight to begin with.
  await plane.clock.advance(MINUTE_MS / 2);
  await plane.ended(await plane.deploy(specWith(schedule)));
}

/** Of the task, the oldest first. */
async function runs(): Promise<readonly RecordedTaskRun[]> {
  const { id: environmentId } = await requireEnvironment(plane.store.db, NAMES);
  return (await listTaskRuns(plane.store.db, { environmentId, task: 'report', limit: 100 })).toReversed();
}

/** For which minute of the day each was made, and how it stands. */
async function firings(): Promise<readonly string[]> {
  return (await runs()).map(({ scheduledFor, skipped, outcome }) => {
    const minute = new Date(scheduledFor ?? 0).toISOString().slice(11, 16);
    return `${minute} ${skipped ?? (outcome === null ? 'open' : outcome.isSuccess ? 'succeeded' : outcome.reason)}`;
  });
}

/** Time goes on, minute by minute, each with all that comes of it. */
async function pass(minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    await plane.clock.advance(MINUTE_MS);
    await quiet();
  }
}

/** Until nothing happens any more: the database is as it was for a while. */
async function quiet(): Promise<void> {
  let last = '';
  for (let same = 0; same < 20; ) {
    await new Promise((resolve) => setImmediate(resolve));
    const text = JSON.stringify(await firings());
    same = text === last ? same + 1 : 0;
    last = text;
  }
}

describe('a scheduled task', () => {
  test('runs each time that it is due, and not at a deploy', async () => {
    await start();
    expect(await firings()).toEqual([]);
    await pass(16);
    expect(await firings()).toEqual(['00:05 succeeded', '00:10 succeeded', '00:15 succeeded']);
    expect(await runs()).toMatchObject([{ trigger: 'schedule', requestedBy: '', node: 'n1' }, {}, {}]);
  });

  test('is skipped while its last run goes on, and that is recorded', async () => {
    await start();
    plane.taskRun = { state: 'running' };
    await pass(11);
    const [first] = await runs();
    expect(await firings()).toEqual(['00:05 open', `00:10 run ${first?.id} still went on`]);
    plane.taskRun = SUCCEEDED;
    await plane.hear('n1');
    await pass(5);
    expect((await firings()).at(-1)).toBe('00:15 succeeded');
    const filter = { scope: WHOLE_FLEET, after: null, before: null, since: null };
    const skipped = (await newestEvents(plane.store.db, filter, 50)).filter(({ action }) => action === 'task.skipped');
    expect(skipped).toMatchObject([{ details: { task: 'report', scheduled_for: '2026-01-01T00:10:00.000Z' } }]);
  });

  test('ends its last run and takes its place where it is to replace it', async () => {
    await start({ overlap: 'replace' });
    plane.taskRun = { state: 'running' };
    await pass(11);
    const [, second] = await runs();
    expect(await firings()).toEqual([`00:05 replaced by run ${second?.id}`, '00:10 open']);
  });

  test('is skipped while no node is there, and the run that goes on there is left alone', async () => {
    await start({ overlap: 'replace' });
    plane.taskRun = { state: 'running' };
    await pass(6);
    plane.fleet.connect(plane.idOf('n1'), 'offline');
    await pass(5);
    expect(await firings()).toEqual(['00:05 open', '00:10 task report cannot run: n1 is offline']);
  });

  test('follows what is deployed, rolled back and deleted', async () => {
    await start();
    await pass(6);
    await plane.ended(await plane.deploy(specWith({ cron: '30 * * * *' })));
    await pass(10);
    expect(await firings()).toEqual(['00:05 succeeded']);
    await plane.ended(await plane.rollBack());
    await pass(5);
    expect(await firings()).toEqual(['00:05 succeeded', '00:20 succeeded']);
    await plane.ended(await plane.deploy(aSpec([aServiceSpec()])));
    await pass(20);
    expect(await firings()).toHaveLength(2);
  });

  test('of a release that failed is not run any more when the one before is given back', async () => {
    await start({ cron: '30 * * * *' });
    plane.behaviours.set('n1', ({ image }) =>
      image === 'app:2' ? { ready: false, settled: false, failing: true } : {},
    );
    const answer = await plane.deploy(specWith({ cron: '* * * * *' }, 'app:2'));
    expect((await plane.ended(answer)).state).toBe('rolled_back');
    await pass(3);
    expect(await firings()).toEqual([]);
  });

  test('goes by the clock of its time zone', async () => {
    await start({ cron: '30 5 * * *', timeZone: 'Asia/Kolkata' });
    await plane.ended(await plane.deploy(specWith({ cron: '35 5 * * *', timeZone: 'Asia/Kolkata' })));
    await pass(6);
    expect(await firings()).toEqual(['00:05 succeeded']);
  });
});

test('a release that is given back while the one after it is read is scheduled again', async () => {
  await start();
  const before = await requireEnvironment(plane.store.db, NAMES);
  const daily = aTaskSpec({ name: 'daily', schedule: aTaskSchedule({ cron: '0 12 * * *' }) });
  const { deployment } = await plane.deploy(aSpec([aServiceSpec()], { tasks: [daily] }));
  const after = await requireEnvironment(plane.store.db, NAMES);
  await plane.stop();
  const makeCurrent = (releaseId: string | null) =>
    plane.store.transaction((trx) => setCurrentRelease(trx, before.id, releaseId ?? ''));
  await makeCurrent(before.currentReleaseId);
  const fired: string[] = [];
  const stop = new AbortController();
  let givenBack: Promise<void> | null = null;
  let isRead = false;
  const clock: Clock = {
    now: () => {
      if (isRead && givenBack === null) {
        scheduler.noteDeployment(deployment?.id ?? '');
        givenBack = makeCurrent(before.currentReleaseId);
      }
      return plane.clock.now();
    },
    monotonicMs: () => plane.clock.monotonicMs(),
    sleep: (ms, signal) => plane.clock.sleep(ms, signal),
  };
  const fire = async ({ task }: Firing) => fired.push(task);
  const scheduler = new Scheduler({ store: plane.store, clock, logger: silentLogger, fire });
  const done = scheduler.run(stop.signal);
  await quiet();
  fired.length = 0;
  await makeCurrent(after.currentReleaseId);
  isRead = true;
  scheduler.noteDeployment(deployment?.id ?? '');
  await quiet();
  await pass(5);
  expect(givenBack).not.toBeNull();
  expect(fired).toEqual(['report']);
  stop.abort();
  await done;
});

test('a firing that fails is tried again, and keeps no other from being made', async () => {
  plane = await TestControlPlane.create();
  await plane.clock.advance(MINUTE_MS / 2);
  const tasks = ['bad', 'good'].map((name) => aTaskSpec({ name, schedule: aTaskSchedule({ cron: '5 * * * *' }) }));
  await plane.ended(await plane.deploy(aSpec([aServiceSpec()], { tasks })));
  await plane.stop();
  const fired: string[] = [];
  const fire = async ({ task }: { readonly task: string }) => {
    fired.push(task);
    if (task === 'bad' && fired.length < 4) throw new Error('the disk is full');
  };
  const stop = new AbortController();
  const done = new Scheduler({ ...plane.deps, fire }).run(stop.signal);
  for (let second = 0; second < 320; second += 1) await plane.clock.advance(1_000);
  expect(fired).toEqual(['bad', 'good', 'bad', 'bad']);
  stop.abort();
  await done;
});

describe('a control plane that was stopped', () => {
  test('makes up for the last minute, and for nothing before', async () => {
    await start();
    await plane.stop();
    await plane.clock.advance(11 * MINUTE_MS + MINUTE_MS / 4);
    plane.start();
    await pass(5);
    expect(await firings()).toEqual(['00:15 succeeded']);
    await plane.stop();
    await plane.clock.advance(3 * MINUTE_MS + MINUTE_MS / 2);
    plane.start();
    await quiet();
    expect(await firings()).toEqual(['00:15 succeeded', '00:20 succeeded']);
  });

  test('fires nothing twice', async () => {
    await start();
    await pass(5);
    await plane.stop();
    plane.start();
    await quiet();
    await pass(1);
    expect(await firings()).toEqual(['00:05 succeeded']);
  });

  test('has a firing once in its database, whoever else records it', async () => {
    await start();
    await pass(5);
    const [made] = await runs();
    if (made === undefined) throw new Error('it was not made');
    const { outcome: _outcome, endedAt: _endedAt, skipped: _skipped, ...again } = made;
    const twice = plane.store.transaction((trx) => insertTaskRun(trx, { ...again, id: 'another' }));
    await expect(twice).rejects.toThrow(/UNIQUE/);
  });
});
