import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DesiredState } from '../model/desired-state.js';
import type { TaskRun } from '../model/task-run.js';
import { CRASHING, DONE, GOOD } from '../testing/behaviour.js';
import { aDependency, aReadiness, aService, aTaskRun, aWorker, desiring, ofVersion } from '../testing/builders.js';
import { runFor, runUntilSettled, World } from '../testing/world.js';

const WEB = aService({ dependsOn: [aDependency('redis')] });
const WEB_2 = ofVersion(WEB, '2');
const REDIS = aWorker({ name: 'redis', readiness: aReadiness() });
const RELEASE = aTaskRun({ dependsOn: [aDependency('redis')] });

/** A run of a scheduled task, which is no gate. */
function scheduled(id: string, overrides: Partial<TaskRun> = {}): TaskRun {
  return aTaskRun({ id, task: 'report', isGate: false, dependsOn: [aDependency('redis')], ...overrides });
}

const REPORT = scheduled('report-1');
const CLEANUP = scheduled('cleanup-1', { task: 'cleanup' });

/** `web`, the first release or the second, with these runs. */
function state(revision: number, taskRuns: readonly TaskRun[], { web = WEB, release = 1 } = {}): DesiredState {
  const ids = { deploymentId: `deployment-${release}`, releaseId: `release-${release}` };
  return { ...desiring([REDIS, web], { taskRuns, ...ids }), revision };
}

function settled(behaviours: ConstructorParameters<typeof World>[1] = {}): World {
  const world = new World(state(1, []), behaviours);
  if (!runUntilSettled(world)) throw new RangeError('does not settle to begin with');
  return world;
}

describe('a run that is no gate', () => {
  test('goes on beside services that run, and changes none of them', () => {
    const world = settled({ behaviours: { [REPORT.id]: GOOD } });
    const before = world.containers.map(({ id }) => id);
    world.desire(state(2, [REPORT]));
    runFor(world, 10_000, () => expect(world.answering('web')).toBe(1));
    expect(world.taskRun(REPORT.id).state).toBe('running');
    expect(world.status('web')).toMatchObject({ settled: true, waitingOn: [] });
    expect(world.containers.map(({ id }) => id)).toEqual(expect.arrayContaining(before));
  });

  test('holds no deployment back, and is left alone by it', () => {
    const world = settled({ behaviours: { [REPORT.id]: GOOD, [RELEASE.id]: DONE } });
    world.desire(state(2, [REPORT]));
    runFor(world, 5_000);
    world.desire(state(3, [RELEASE, REPORT], { web: WEB_2, release: 2 }));
    runFor(world, 20_000, () => expect(world.running('report')).toHaveLength(1));
    expect(world.status('web')).toMatchObject({ settled: true });
    expect(world.running('web')).toEqual([expect.stringContaining(WEB_2.hash.slice(0, 8))]);
    expect(world.startsOf(REPORT.id)).toBe(1);
  });

  test('that fails leaves services settled, and is not made again', () => {
    const world = settled({ behaviours: { [REPORT.id]: CRASHING } });
    world.desire(state(2, [REPORT]));
    runFor(world, 60_000);
    expect(world.taskRun(REPORT.id).state).toBe('failed');
    expect(world.startsOf(REPORT.id)).toBe(1);
    expect(world.status('web')).toMatchObject({ settled: true, failing: false });
    world.desire(state(3, [REPORT], { web: WEB_2, release: 2 }));
    expect(runUntilSettled(world)).toBe(true);
    expect(world.status('web').settled).toBe(true);
  });

  test('goes on while a release task fails beside it', () => {
    const world = settled({ behaviours: { [REPORT.id]: GOOD, [RELEASE.id]: CRASHING } });
    world.desire(state(2, [RELEASE, REPORT], { web: WEB_2, release: 2 }));
    runFor(world, 20_000);
    expect(world.taskRun(RELEASE.id).state).toBe('failed');
    expect(world.taskRun(REPORT.id).state).toBe('running');
    expect(world.running('web')).toEqual([expect.stringContaining(WEB.hash.slice(0, 8))]);
  });

  test('is stopped before the one that takes its place starts; runs of other tasks go on', () => {
    const world = settled({ behaviours: { [REPORT.id]: GOOD, [CLEANUP.id]: GOOD, 'report-2': GOOD } });
    world.desire(state(2, [REPORT, CLEANUP]));
    runFor(world, 3_000);
    expect([world.running('report'), world.running('cleanup')].flat()).toHaveLength(2);
    world.desire(state(3, [CLEANUP, scheduled('report-2')]));
    runFor(world, 10_000, () => {
      expect(world.running('report').length).toBeLessThan(2);
      expect(world.running('cleanup')).toHaveLength(1);
    });
    expect(world.taskRun('report-2').state).toBe('running');
    expect(world.startsOf(CLEANUP.id)).toBe(1);
  });

  test('does not wait until a run of another task that nobody wants any more has stopped', () => {
    const world = settled({ behaviours: { [CLEANUP.id]: GOOD, [REPORT.id]: GOOD } });
    world.desire(state(2, [CLEANUP]));
    runFor(world, 3_000);
    world.desire(state(3, [REPORT]));
    const { plan } = world.pass();
    expect(plan.actions.map(({ kind }) => kind).toSorted()).toEqual(['createTaskContainer', 'stopContainer']);
  });

  test('leaves one container behind at most, also where services never settle', () => {
    const world = settled({ behaviours: { [WEB_2.hash]: CRASHING } });
    world.desire(state(2, [], { web: WEB_2, release: 2 }));
    runFor(world, 30_000);
    for (let number = 1; number <= 5; number += 1) {
      world.desire(state(2 + number, [scheduled(`report-${number}`)], { web: WEB_2, release: 2 }));
      runFor(world, 30_000);
    }
    expect(world.status('web').settled).toBe(false);
    expect(world.containers.filter(({ taskRun }) => taskRun !== null).map(({ taskRun }) => taskRun)).toEqual([
      'report-5',
    ]);
  });
});

describe('whatever happens to agent and engine, and whatever is deployed meanwhile', { timeout: 60_000 }, () => {
  const FAULTS = {
    'agent whose calls are heard': (world: World) => world.restartAgent({ inFlight: 'finished' }),
    'agent whose calls are lost': (world: World) => world.restartAgent({ inFlight: 'lost' }),
    engine: (world: World) => world.restartEngine(),
    prune: (world: World) => world.prune(),
  } as const;
  const names = ['agent whose calls are heard', 'agent whose calls are lost', 'engine', 'prune', 'deploy'] as const;
  const event = fc.record({ afterMs: fc.integer({ min: 0, max: 3_000 }), what: fc.constantFrom(...names) });
  const events = fc
    .array(event, { maxLength: 6 })
    .filter((some) => some.filter(({ what }) => what === 'engine').length <= 2);

  test('every run is made to its end once, and services end as the last deploy has it', () => {
    fc.assert(
      fc.property(events, (some) => {
        const world = settled({ behaviours: { [REPORT.id]: DONE, [CLEANUP.id]: DONE, [RELEASE.id]: DONE } });
        let release = 1;
        const desired = (revision: number) => {
          const runs = release === 1 ? [REPORT, CLEANUP] : [RELEASE, REPORT, CLEANUP];
          return state(revision, runs, { web: release === 1 ? WEB : ofVersion(WEB, `${release}`), release });
        };
        world.desire(desired(2));
        for (const [index, { afterMs, what }] of some.entries()) {
          runFor(world, afterMs);
          if (what !== 'deploy') FAULTS[what](world);
          else {
            release += 1;
            world.desire(desired(3 + index));
          }
        }
        expect(runUntilSettled(world)).toBe(true);
        // The last thing it did may have been to record an end.
        world.pass();
        const restarts = some.filter(({ what }) => what === 'engine').length;
        for (const run of [REPORT, CLEANUP]) {
          expect(world.taskRun(run.id).state).toBe('succeeded');
          expect(world.startsOf(run.id)).toBeLessThanOrEqual(1 + restarts);
        }
        expect(world.status('web').settled).toBe(true);
      }),
    );
  });
});
