import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DesiredState } from '../model/desired-state.js';
import { type Behaviour, CRASHING, DONE, GOOD } from '../testing/behaviour.js';
import {
  aDefinition,
  aDependency,
  anImage,
  aReadiness,
  aService,
  aTaskRun,
  aWorker,
  desiring,
  ofVersion,
} from '../testing/builders.js';
import { aTaskOutcome } from '../testing/rollout-builders.js';
import { runFor, runUntilSettled, World } from '../testing/world.js';

const WEB = aService({ dependsOn: [aDependency('redis')] });
const WEB_2 = ofVersion(WEB, '2');
const REDIS = aWorker({ name: 'redis', readiness: aReadiness() });
const REDIS_2 = ofVersion(REDIS, '2');
const RUN = aTaskRun({ dependsOn: [aDependency('redis')] });
const BEFORE = desiring([REDIS, WEB]);

function after(overrides: Parameters<typeof desiring>[1] = {}, services = [REDIS, WEB_2]): DesiredState {
  const second = { deploymentId: 'deployment-2', releaseId: 'release-2' };
  return { ...desiring(services, { taskRuns: [RUN], ...second, ...overrides }), revision: 2 };
}

function started(behaviour: Partial<Behaviour>, before: DesiredState = BEFORE): World {
  const world = new World(before, { behaviours: { [RUN.id]: behaviour } });
  if (before.environments.length > 0 && !runUntilSettled(world)) throw new RangeError('does not settle to begin with');
  return world;
}

const FAULTS = {
  'agent whose calls are heard': (world: World) => world.restartAgent({ inFlight: 'finished' }),
  'agent whose calls are lost': (world: World) => world.restartAgent({ inFlight: 'lost' }),
  engine: (world: World) => world.restartEngine(),
  prune: (world: World) => world.prune(),
};

const FAULT_NAMES = ['agent whose calls are heard', 'agent whose calls are lost', 'engine', 'prune'] as const;

/** Names of actions, as `kind container`, in the order in which they were started. */
function deeds(world: World, from = 0): readonly string[] {
  return world.passes
    .slice(from)
    .flatMap(({ plan }) =>
      plan.actions.flatMap((action) => ('container' in action ? [`${action.kind} ${action.container}`] : [])),
    );
}

describe('a release task', () => {
  test('of a first release runs when what it needs is ready, and everything else after it', () => {
    const world = started(DONE, desiring([REDIS, WEB], { taskRuns: [RUN] }));
    expect(runUntilSettled(world)).toBe(true);
    expect(deeds(world)).toEqual([
      expect.stringContaining('createContainer shop-production-abc123-redis'),
      'createTaskContainer shop-production-abc123-release-run-run1',
      expect.stringContaining('createContainer shop-production-abc123-web'),
    ]);
    const task = world.passes.findIndex(({ plan }) => plan.actions.some(({ kind }) => kind === 'createTaskContainer'));
    expect(world.passes[task]?.services.find(({ name }) => name === 'redis')?.ready).toBe(true);
    expect(world.taskRun(RUN.id)).toMatchObject({ state: 'succeeded', outcome: { exitCode: 0, isSuccess: true } });
    expect(world.status('web').settled).toBe(true);
  });

  test('that succeeds lets the services change; until then they wait for it and serve', () => {
    const world = started(DONE);
    world.desire(after());
    const waits = new Set<string>();
    runFor(world, 2_000, () => {
      expect(world.answering('web')).toBe(1);
      for (const { reason, detail } of world.status('web').waitingOn) waits.add(`${reason}: ${detail}`);
    });
    expect([...waits]).toEqual([
      'image: waiting for image registry.example/shop/app:2',
      'task: waiting for task release: not started yet',
      'task: waiting for task release: running, at most 1 min',
    ]);
    expect(world.status('web')).toMatchObject({ state: 'waiting', ready: true, settled: false, failing: false });
    expect(world.taskRun(RUN.id).state).toBe('running');
    expect(runUntilSettled(world)).toBe(true);
    expect(world.running('web')).toEqual([expect.stringContaining(WEB_2.hash.slice(0, 8))]);
    expect(world.startsOf(RUN.id)).toBe(1);
  });

  test('that fails leaves everything as it was', () => {
    const world = started({ ...DONE, exitCode: 3 });
    const before = world.running('web');
    world.desire(after());
    runFor(world, 60_000, () => expect(world.answering('web')).toBe(1));
    expect(world.running('web')).toEqual(before);
    expect(world.taskRun(RUN.id)).toMatchObject({ state: 'failed', outcome: { reason: 'exited with code 3' } });
    expect(world.status('web').waitingOn).toMatchObject([
      { reason: 'task', detail: 'waiting for task release: failed: exited with code 3' },
    ]);
    expect(world.startsOf(RUN.id)).toBe(1);
  });

  test('waits for the new container of what it needs; that alone changes before it', () => {
    const world = started({ ...DONE, exitCode: 1 });
    world.desire(after({}, [REDIS_2, WEB_2]));
    runFor(world, 60_000);
    expect(world.running('redis')).toEqual([expect.stringContaining(REDIS_2.hash.slice(0, 8))]);
    expect(world.running('web')).toEqual([expect.stringContaining(WEB.hash.slice(0, 8))]);
    const { environments } = BEFORE;
    world.desire({ ...BEFORE, environments, revision: 3 });
    expect(runUntilSettled(world)).toBe(true);
    expect(world.running('redis')).toEqual([expect.stringContaining(REDIS.hash.slice(0, 8))]);
  });

  test('removes nothing that is no longer wanted before it has succeeded', () => {
    const world = started(DONE, desiring([REDIS, WEB, aWorker()]));
    world.desire(after({}, [REDIS, WEB]));
    runFor(world, 2_000);
    expect(world.running('worker')).toHaveLength(1);
    expect(runUntilSettled(world)).toBe(true);
    expect(world.running('worker')).toEqual([]);
  });

  test('is no reason not to start again what exits meanwhile', () => {
    const world = started(DONE);
    world.desire(after());
    runFor(world, 1_800);
    const [web = ''] = world.running('web');
    world.kill(web);
    runFor(world, 500);
    expect(world.running('web')).toEqual([web]);
  });

  test('is stopped when its time is up', () => {
    const world = started(GOOD);
    world.desire(after());
    runFor(world, 90_000);
    expect(world.taskRun(RUN.id)).toMatchObject({
      state: 'failed',
      outcome: { isSuccess: false, reason: 'did not end within 1 min' },
    });
    expect(world.running('release')).toEqual([]);
  });

  test('is not run again when its container is taken away', () => {
    const world = started(DONE);
    world.desire(after());
    runUntilSettled(world);
    world.prune();
    runUntilSettled(world);
    expect(world.startsOf(RUN.id)).toBe(1);
    expect(world.taskRun(RUN.id).state).toBe('succeeded');
  });

  test('that the control plane has heard the end of is not made again by a node that remembers nothing', () => {
    const outcome = aTaskOutcome();
    const world = new World(after({ taskRuns: [{ ...RUN, outcome }] }));
    expect(runUntilSettled(world)).toBe(true);
    expect(world.startsOf(RUN.id)).toBe(0);
    expect(world.taskRun(RUN.id)).toMatchObject({ state: 'succeeded', outcome });
  });

  test('that was given up while it ran is stopped', () => {
    const world = started(GOOD);
    world.desire(after());
    runFor(world, 3_000);
    const outcome = aTaskOutcome({ isSuccess: false, reason: 'the deployment was cancelled' });
    world.desire({ ...after({ taskRuns: [{ ...RUN, outcome }] }), revision: 3 });
    runFor(world, 3_000);
    expect(world.running('release')).toEqual([]);
    expect(world.taskRun(RUN.id)).toMatchObject({ state: 'failed', outcome });
  });

  test('that crashes at once is not tried again', () => {
    const world = started(CRASHING);
    world.desire(after());
    runFor(world, 120_000);
    expect(world.startsOf(RUN.id)).toBe(1);
  });

  test('that the engine killed in the middle is made to its end', () => {
    const world = started(DONE);
    world.desire(after());
    runFor(world, 1_500);
    expect(world.taskRun(RUN.id).state).toBe('running');
    world.restartEngine();
    expect(runUntilSettled(world)).toBe(true);
    expect(world.taskRun(RUN.id)).toMatchObject({ state: 'succeeded' });
    expect(world.startsOf(RUN.id)).toBe(2);
    expect(world.status('web').settled).toBe(true);
  });

  test('that is killed three times in a row has failed', () => {
    const world = started(GOOD);
    world.desire(after());
    for (let count = 0; count < 3; count++) {
      runFor(world, 6_000);
      expect(world.taskRun(RUN.id).state).toBe('running');
      world.kill(world.running('release')[0] ?? '', 137);
    }
    runFor(world, 10_000);
    expect(world.taskRun(RUN.id)).toMatchObject({ state: 'failed', outcome: { reason: 'exited with code 137' } });
    expect(world.startsOf(RUN.id)).toBe(3);
  });

  test('that fails because its dependency went away is made to its end when that is back', () => {
    const world = started({ ...DONE, exitCode: 9 });
    world.desire(after());
    runFor(world, 1_900);
    const [redis = ''] = world.running('redis');
    world.kill(redis);
    runFor(world, 1_000);
    expect(world.taskRun(RUN.id)).toMatchObject({ state: 'waiting', outcome: null });
    runFor(world, 60_000);
    expect(world.startsOf(RUN.id)).toBe(2);
    expect(world.taskRun(RUN.id)).toMatchObject({ state: 'failed', outcome: { reason: 'exited with code 9' } });
  });

  test('fails when its image cannot be had', () => {
    const definition = aDefinition({ image: anImage('registry.example/shop/missing:1') });
    const run = aTaskRun({ definition });
    const failingPulls = { 'registry.example/shop/missing:1': 99 };
    const world = new World(after({ taskRuns: [run] }), { failingPulls });
    runFor(world, 120_000);
    expect(world.taskRun(run.id)).toMatchObject({
      state: 'failed',
      outcome: {
        exitCode: null,
        reason: expect.stringMatching(/^image registry.example\/shop\/missing:1 cannot be had/),
      },
    });
  });

  test('fails when a dependency is not ready in time', () => {
    const run = aTaskRun({ dependsOn: [aDependency('redis', { timeoutMs: 5_000 })] });
    const behaviours = { [REDIS.hash]: { readyMs: null } };
    const world = new World(after({ taskRuns: [run] }), { behaviours });
    runFor(world, 30_000);
    expect(world.taskRun(run.id).outcome?.reason).toBe('waited 5 s for redis: not ready yet (connection refused)');
  });
});

describe('a run that nobody wants any more', () => {
  test('is stopped before another one of the environment starts', () => {
    const world = started(GOOD);
    world.desire(after());
    runFor(world, 3_000);
    expect(world.running('release')).toHaveLength(1);
    const next = aTaskRun({ id: 'run-2' });
    world.desire({ ...after({ taskRuns: [next], deploymentId: 'deployment-3' }), revision: 3 });
    runFor(world, 30_000, () => expect(world.running('release').length).toBeLessThan(2));
    expect(world.taskRun('run-2').state).toBe('running');
  });

  test('goes with its container when the environment has settled', () => {
    const world = started({ ...DONE, exitCode: 1 });
    world.desire(after());
    runFor(world, 10_000);
    world.desire({ ...BEFORE, revision: 3 });
    expect(runUntilSettled(world)).toBe(true);
    expect(world.containers.filter(({ taskRun }) => taskRun !== null)).toEqual([]);
  });
});

describe('whatever happens to the agent and the engine', { timeout: 60_000 }, () => {
  const event = fc.record({
    afterMs: fc.integer({ min: 0, max: 3_000 }),
    what: fc.constantFrom(...FAULT_NAMES),
  });

  /** The third exit in a row is one too many. */
  const few = fc
    .array(event, { maxLength: 5 })
    .filter((events) => events.filter(({ what }) => what === 'engine').length <= 2);

  test('the task is made to its end once, and the node ends as if nothing had happened', () => {
    fc.assert(
      fc.property(few, fc.boolean(), (events, isFirst) => {
        const world = isFirst ? started(DONE, after()) : started(DONE);
        world.desire(after());
        for (const { afterMs, what } of events) {
          runFor(world, afterMs);
          FAULTS[what](world);
        }
        expect(runUntilSettled(world)).toBe(true);
        expect(world.taskRun(RUN.id).state).toBe('succeeded');
        const engineRestarts = events.filter(({ what }) => what === 'engine').length;
        expect(world.startsOf(RUN.id)).toBeLessThanOrEqual(1 + engineRestarts);
        expect(world.running('web')).toEqual([expect.stringContaining(WEB_2.hash.slice(0, 8))]);
      }),
    );
  });
});
