import { describe, expect, test } from 'vitest';
import type { DesiredService, DesiredState } from '../model/desired-state.js';
import type { Observation } from '../model/observation.js';
import type { ServiceStatus } from '../model/status.js';
import { CRASHING } from '../testing/behaviour.js';
import {
  aContainer,
  aDefinition,
  aDependency,
  aHistory,
  anExit,
  anObservation,
  aReadiness,
  aReadyHistory,
  aService,
  aWorker,
  desiring,
  ENVIRONMENT_ID,
  ofVersion,
  START_OF_TIME,
  someTraits,
} from '../testing/builders.js';
import { preparedFor, type Seen } from '../testing/prepared.js';
import { runFor, World } from '../testing/world.js';
import { imageKey } from './keys.js';
import { describeNode } from './node-status.js';
import { planActions } from './plan-actions.js';

const WEB = aService();
const WEB_2 = ofVersion(WEB, '2');
const REDIS = aService({ name: 'redis' });

function describedOf(desiredState: DesiredState, observation: Observation) {
  const input = { desiredState, observation };
  return describeNode({ ...input, plan: planActions(input) });
}

function statusOf(services: readonly DesiredService[], observation: Observation, name = 'web'): ServiceStatus {
  const found = describedOf(desiring(services), observation).services.find((status) => status.name === name);
  if (found === undefined) throw new RangeError(`no status of ${name}`);
  return found;
}

const startedAgo = (ms: number) => ({ startedAt: START_OF_TIME - ms });
const failing = (consecutiveFailures: number) => ({
  at: START_OF_TIME - 100,
  since: START_OF_TIME - 500,
  ok: false,
  detail: 'connection refused',
  consecutiveFailures,
});
const crashes = (count: number) => ({
  consecutiveExits: count,
  restarts: count,
  exits: Array.from({ length: count }, () => anExit({ at: START_OF_TIME - 50, lastLine: 'cannot open database' })),
});

describe('a service that an operator stopped', () => {
  const stopped = { ...WEB, isStopped: true as const };

  test('is stopped and settled once none of its containers runs, and failing never', () => {
    const crashed = aHistory({ consecutiveExits: 3 });
    const ended = statusOf([stopped], preparedFor([stopped], [[aContainer(WEB, { state: 'exited' }), crashed]]));
    expect(ended).toMatchObject({ state: 'stopped', ready: false, settled: true, failing: false });
    const running = statusOf([stopped], preparedFor([stopped], [[aContainer(WEB), aReadyHistory()]]));
    expect(running).toMatchObject({ state: 'running', settled: false });
  });
});

describe('the state of a service', () => {
  const cases: readonly { state: string; when: string; seen: readonly Seen[] }[] = [
    { state: 'starting', when: 'its container is being created', seen: [] },
    {
      state: 'starting',
      when: 'its container runs and has time left to become ready',
      seen: [[aContainer(WEB, startedAgo(1_000)), aHistory({ ...startedAgo(1_000), probe: failing(2) })]],
    },
    {
      state: 'starting',
      when: 'it is ready but has not been up for as long as stability takes',
      seen: [[aContainer(WEB, startedAgo(1_000)), aReadyHistory({ ...startedAgo(1_000), readySince: START_OF_TIME })]],
    },
    { state: 'running', when: 'it is ready and stable', seen: [[aContainer(WEB), aReadyHistory()]] },
    {
      state: 'running',
      when: 'it has been up for long and the agent, started again, has seen it ready just now',
      seen: [[aContainer(WEB), aReadyHistory({ readySince: START_OF_TIME })]],
    },
    { state: 'starting', when: 'the agent, started again, has not looked yet', seen: [[aContainer(WEB), null]] },
    {
      state: 'unhealthy',
      when: 'it was ready and fails its checks',
      seen: [[aContainer(WEB), aHistory({ readyInThisRun: true, wasReady: true, probe: failing(9) })]],
    },
    {
      state: 'unhealthy',
      when: 'it was not ready in time and there is no old one to go back to',
      seen: [[aContainer(WEB), aHistory({ probe: failing(9) })]],
    },
    {
      state: 'backing_off',
      when: 'it rests after its exits',
      seen: [[aContainer(WEB, { state: 'exited' }), aHistory(crashes(3))]],
    },
    {
      state: 'backing_off',
      when: 'it keeps exiting and happens to be up and ready',
      seen: [
        [
          aContainer(WEB, startedAgo(4_000)),
          aReadyHistory({ ...crashes(2), ...startedAgo(4_000), readySince: START_OF_TIME - 3_900 }),
        ],
      ],
    },
    {
      state: 'failed',
      when: 'the new one was given up and the old one serves',
      seen: [
        [aContainer(ofVersion(WEB, '0')), aReadyHistory()],
        [aContainer(WEB, { state: 'exited' }), aHistory({ rejected: 'HTTP 503', rejectedIn: 'deployment-1' })],
      ],
    },
  ];

  test.each(cases)('is $state when $when', ({ state, seen }) => {
    expect(statusOf([WEB], preparedFor([WEB], seen)).state).toBe(state);
  });

  test('is pulling while its image is on the way, also when the old one serves', () => {
    expect(statusOf([WEB], anObservation()).state).toBe('pulling');
    const replaced = statusOf([WEB_2], preparedFor([], [[aContainer(WEB), aReadyHistory()]]));
    expect(replaced).toMatchObject({ state: 'pulling', ready: true, settled: false, hash: WEB.hash });
    expect(replaced.image).toBe('registry.example/shop/app:2');
  });

  test('is waiting, and says for what, while a dependency is not ready', () => {
    const web = { ...WEB, dependsOn: [aDependency('redis')] };
    const starting = aHistory({ ...startedAgo(1_000), probe: failing(1) });
    const observation = preparedFor([REDIS, web], [[aContainer(REDIS, startedAgo(1_000)), starting]]);
    const status = statusOf([REDIS, web], observation);
    expect(status).toMatchObject({ state: 'waiting', ready: false, failing: false });
    expect(status.waitingOn).toEqual([
      {
        reason: 'dependency',
        subject: 'redis',
        condition: 'ready',
        detail: 'waiting on redis: not ready yet (connection refused)',
        since: START_OF_TIME - 1_000,
        lastProbe: { at: START_OF_TIME - 100, ok: false, detail: 'connection refused' },
      },
    ]);
  });

  test('is never running while it crash-loops, at whatever moment one looks', () => {
    const worker = aWorker();
    const world = new World(desiring([worker]), { behaviours: { [worker.hash]: { ...CRASHING, exitMs: 2_500 } } });
    const states = new Set<string>();
    runFor(world, 300_000, () => states.add(world.status('worker').state));
    expect([...states].toSorted()).toEqual(['backing_off', 'pulling', 'starting']);
    expect(world.status('worker')).toMatchObject({ failing: true, settled: false });
  });
});

describe('a service that keeps crashing some time after it was ready', () => {
  const worker = aWorker();
  const seenOf = (exitMs: number) => {
    const world = new World(desiring([worker]), { behaviours: { [worker.hash]: { ...CRASHING, exitMs } } });
    const seen: ServiceStatus[] = [];
    runFor(world, 900_000, () => seen.push(world.status('worker')));
    return seen;
  };

  test.each([
    [4_000, 2],
    [12_000, 3],
    [25_000, 4],
  ])('%d ms after its start counts as ready no more from crash %d on', (exitMs, crash) => {
    const seen = seenOf(exitMs);
    const again = seen.slice(seen.findIndex(({ restarts }) => restarts >= crash));
    expect(again.filter(({ state, ready, settled }) => state === 'running' || ready || settled)).toEqual([]);
    expect(seen.at(-1)).toMatchObject({ failing: true, lastExit: { exitCode: 1 } });
  });

  test('says when it is tried again, and how often that was of late', () => {
    const resting = seenOf(4_000).filter(({ nextAttemptAt }) => nextAttemptAt !== null);
    expect(resting.length).toBeGreaterThan(5);
    for (const { state, stateSince, lastExit, nextAttemptAt, recentRestarts, restarts } of resting) {
      expect(state).toBe('backing_off');
      expect(stateSince).toBe(lastExit?.at);
      expect(nextAttemptAt ?? 0).toBeGreaterThan(stateSince ?? 0);
      expect(recentRestarts).toBeLessThanOrEqual(restarts);
    }
    expect(resting.at(-1)?.recentRestarts).toBeGreaterThan(5);
    expect(resting.at(-1)?.restarts).toBeGreaterThan(resting.at(-1)?.recentRestarts ?? 0);
  });
});

describe('since when a service is in its state', () => {
  test('is told by its checks, its container or what it waits for', () => {
    const unready = aHistory({ readyInThisRun: true, wasReady: true, probe: failing(9) });
    expect(statusOf([WEB], preparedFor([WEB], [[aContainer(WEB), unready]])).stateSince).toBe(START_OF_TIME - 500);
    const [starting] = [aContainer(WEB, startedAgo(1_000))];
    expect(statusOf([WEB], preparedFor([WEB], [[starting, null]])).stateSince).toBe(START_OF_TIME - 1_000);
    expect(statusOf([WEB], anObservation()).stateSince).toBeNull();
  });

  test('is when the container that was given up ended', () => {
    const rejected = aHistory({ rejected: 'HTTP 503', rejectedIn: 'deployment-1' });
    const given = aContainer(WEB_2, { state: 'exited', finishedAt: START_OF_TIME - 7_000 });
    const seen: readonly Seen[] = [
      [aContainer(WEB), aReadyHistory()],
      [given, rejected],
    ];
    expect(statusOf([WEB_2], preparedFor([WEB_2], seen))).toMatchObject({
      state: 'failed',
      stateSince: START_OF_TIME - 7_000,
    });
  });
});

test('a container whose memory ran out is said to have', () => {
  const exits = [anExit({ exitCode: 137, isOutOfMemory: true, lastLine: 'loading' })];
  const seen: readonly Seen[] = [[aContainer(WEB, { state: 'exited' }), aHistory({ consecutiveExits: 1, exits })]];
  expect(statusOf([WEB], preparedFor([WEB], seen))).toMatchObject({
    lastError: 'ran out of memory (exit code 137): loading',
    lastExit: { at: START_OF_TIME, exitCode: 137, isOutOfMemory: true },
  });
});

describe('a settled service', () => {
  test('runs the desired container alone, and wants nothing', () => {
    expect(statusOf([WEB], preparedFor([WEB], [[aContainer(WEB), aReadyHistory()]]))).toEqual({
      environmentId: 'env-abc123',
      name: 'web',
      isStandalone: false,
      role: 'web',
      state: 'running',
      stateSince: START_OF_TIME - 60_000,
      ready: true,
      settled: true,
      failing: false,
      restarts: 0,
      recentRestarts: 0,
      restartWindowMs: 600_000,
      nextAttemptAt: null,
      lastExit: null,
      container: aContainer(WEB).name,
      hash: WEB.hash,
      image: 'registry.example/shop/app:1',
      imageDigest: WEB.definition.image.digest,
      address: '172.20.0.2',
      waitingOn: [],
      lostDependencies: [],
      lastError: '',
    });
  });

  test('says whether it is of a release', () => {
    const redis = aWorker({ name: 'redis', definition: aDefinition({ standalone: someTraits() }) });
    expect(statusOf([redis], preparedFor([redis], []), 'redis')).toMatchObject({ isStandalone: true });
  });

  test('stays settled over one failed check', () => {
    const doubted = aReadyHistory({ probe: failing(1) });
    expect(statusOf([WEB], preparedFor([WEB], [[aContainer(WEB), doubted]])).settled).toBe(true);
  });

  test('is not settled while the old container is left', () => {
    const seen: readonly Seen[] = [
      [aContainer(WEB), aReadyHistory()],
      [aContainer(WEB_2), aReadyHistory()],
    ];
    expect(statusOf([WEB_2], preparedFor([WEB_2], seen))).toMatchObject({ state: 'running', settled: false });
  });
});

describe('a failing service', () => {
  test('says why its container keeps exiting', () => {
    const seen: readonly Seen[] = [[aContainer(WEB, { state: 'exited' }), aHistory(crashes(3))]];
    expect(statusOf([WEB], preparedFor([WEB], seen))).toMatchObject({
      failing: true,
      restarts: 3,
      lastError: 'exited with code 1, 3 times in a row: cannot open database',
    });
  });

  test('says that its image cannot be had, once that was tried three times', () => {
    const key = imageKey(ENVIRONMENT_ID, WEB.definition.image);
    const backoff = { attempts: 3, retryAt: START_OF_TIME + 4_000, message: 'no such image' };
    const tried = (code: string, attempts: number) =>
      preparedFor([], [], { backoffs: new Map([[key, { ...backoff, code, attempts }]]) });
    expect(statusOf([WEB], tried('image_not_found', 2))).toMatchObject({ state: 'backing_off', failing: false });
    expect(statusOf([WEB], tried('registry_unreachable', 9))).toMatchObject({
      failing: false,
      lastError: 'no such image',
    });
    expect(statusOf([WEB], tried('image_not_found', 3))).toMatchObject({
      failing: true,
      lastError: 'image registry.example/shop/app:1 cannot be had: no such image',
    });
  });

  test('has not become ready within its start period and its retries, however often it was checked', () => {
    const patient = { ...WEB, readiness: aReadiness({ startPeriodMs: 10_000, retries: 5, intervalMs: 1_000 }) };
    const after = (ms: number) => {
      const seen: Seen = [aContainer(patient, startedAgo(ms)), aHistory({ ...startedAgo(ms), probe: failing(99) })];
      return statusOf([patient], preparedFor([patient], [seen]));
    };
    expect(after(14_999)).toMatchObject({ state: 'starting', failing: false });
    expect(after(15_000)).toMatchObject({ failing: true, lastError: 'not ready within 15 s: connection refused' });
  });

  test('has waited for a dependency for longer than it wants to', () => {
    const web = { ...WEB, dependsOn: [aDependency('redis', { timeoutMs: 2_000 })] };
    const redisFor = (ms: number) =>
      preparedFor(
        [REDIS, web],
        [[aContainer(REDIS, startedAgo(ms)), aHistory({ ...startedAgo(ms), probe: failing(1) })]],
      );
    expect(statusOf([REDIS, web], redisFor(1_999)).failing).toBe(false);
    expect(statusOf([REDIS, web], redisFor(2_000))).toMatchObject({
      failing: true,
      lastError: 'waited 2 s for redis: not ready yet (connection refused)',
    });
  });

  test('has waited for a dependency no longer than since that turned unready', () => {
    const web = { ...WEB, dependsOn: [aDependency('redis', { timeoutMs: 2_000 })] };
    const redisFailingFor = (ms: number) => {
      const probe = { ...failing(9), since: START_OF_TIME - ms };
      return preparedFor([REDIS, web], [[aContainer(REDIS), aReadyHistory({ readySince: null, probe })]]);
    };
    expect(statusOf([REDIS, web], redisFailingFor(1_999)).failing).toBe(false);
    expect(statusOf([REDIS, web], redisFailingFor(2_000))).toMatchObject({
      failing: true,
      lastError: 'waited 2 s for redis: no longer ready (connection refused)',
    });
  });

  test('is served by the container before, which is the one that is shown', () => {
    const seen: readonly Seen[] = [
      [aContainer(WEB), aReadyHistory()],
      [
        aContainer(WEB_2, { state: 'exited' }),
        aHistory({ ...crashes(3), rejected: 'HTTP 503', rejectedIn: 'deployment-1' }),
      ],
    ];
    expect(statusOf([WEB_2], preparedFor([WEB_2], seen))).toMatchObject({
      state: 'failed',
      ready: true,
      failing: true,
      container: aContainer(WEB).name,
      hash: WEB.hash,
      lastError: 'HTTP 503',
    });
  });
});

test('environments of which something is left are told by id', () => {
  const observation = preparedFor([], [[aContainer(WEB, { environmentId: 'env-b' }), null]]);
  const desiredState = { nodeId: 'node-1', revision: 1, environments: [] };
  expect(describedOf(desiredState, observation).leftovers).toEqual(['env-abc123', 'env-b']);
  expect(describedOf(desiring([WEB]), observation).leftovers).toEqual(['env-b']);
});

test('an environment that stays is told too while a service that was taken out of it is left', () => {
  const observation = preparedFor([REDIS], [[aContainer(WEB), null]]);
  expect(describedOf(desiring([REDIS]), observation).leftovers).toEqual(['env-abc123']);
  expect(describedOf(desiring([WEB]), observation).leftovers).toEqual([]);
});

describe('whether a service can serve', () => {
  const readyOf = (seen: Seen) => statusOf([WEB], preparedFor([WEB], [seen])).ready;

  test('it cannot when its container was taken off the network, whatever was seen before', () => {
    expect(readyOf([aContainer(WEB), aReadyHistory()])).toBe(true);
    expect(readyOf([aContainer(WEB, { address: null }), aReadyHistory()])).toBe(false);
  });

  test('it cannot between two crashes', () => {
    expect(readyOf([aContainer(WEB), aReadyHistory(crashes(1))])).toBe(true);
    expect(readyOf([aContainer(WEB), aReadyHistory(crashes(2))])).toBe(false);
  });
});

describe('a dependency of a service that runs', () => {
  const dependant = { ...WEB, dependsOn: [aDependency('redis')] };
  const web: Seen = [aContainer(dependant), aReadyHistory()];
  const lostOf = (redis: readonly Seen[]) =>
    statusOf([dependant, REDIS], preparedFor([dependant, REDIS], [web, ...redis]));

  test('that is ready is not spoken of', () => {
    expect(lostOf([[aContainer(REDIS), aReadyHistory()]]).lostDependencies).toEqual([]);
  });

  test('that turns unready is told of, and the service runs on, settled', () => {
    const probe = { ...failing(9), detail: 'exit code 1', since: START_OF_TIME - 9_000 };
    const unready = aReadyHistory({ readySince: null, probe });
    expect(lostOf([[aContainer(REDIS), unready]])).toMatchObject({
      state: 'running',
      settled: true,
      waitingOn: [],
      lostDependencies: [
        {
          subject: 'redis',
          condition: 'ready',
          detail: 'no longer ready (exit code 1)',
          since: START_OF_TIME - 9_000,
          lastProbe: { ok: false, detail: 'exit code 1' },
        },
      ],
    });
  });

  test('that has ended is told of, with the moment', () => {
    const ended = aContainer(REDIS, { state: 'exited' });
    expect(lostOf([[ended, aHistory(crashes(1))]]).lostDependencies).toMatchObject([
      { detail: 'exited with code 1: cannot open database', since: START_OF_TIME },
    ]);
  });

  test('is waited for, not lost, while the service does not run', () => {
    const down = [[aContainer(dependant, { state: 'exited' }), null]] as const;
    const status = statusOf([dependant, REDIS], preparedFor([dependant, REDIS], down));
    expect(status.lostDependencies).toEqual([]);
    expect(status.waitingOn).toMatchObject([{ reason: 'dependency', subject: 'redis', condition: 'ready' }]);
  });
});

test('what is not desired says why it has not gone yet, and what is desired is not among it', () => {
  const dependant = { ...WEB, dependsOn: [aDependency('redis')] };
  const observation = preparedFor(
    [],
    [
      [aContainer(dependant), null],
      [aContainer(REDIS), null],
    ],
  );
  const removalsFor = (desiredState: DesiredState) => describedOf(desiredState, observation).removals;
  expect(removalsFor({ ...desiring([]), environments: [] })).toMatchObject([
    { environmentId: ENVIRONMENT_ID, service: 'web', waitingOn: { reason: 'stop' } },
    { environmentId: ENVIRONMENT_ID, service: 'redis', waitingOn: { reason: 'dependant', subject: 'web' } },
  ]);
  expect(removalsFor(desiring([WEB, REDIS]))).toEqual([]);
});

test('a standalone service that goes is told until it has, and is nothing that its environment has left', () => {
  const redis = aWorker({ name: 'redis', definition: aDefinition({ standalone: someTraits() }) });
  const described = describedOf(desiring([WEB]), preparedFor([WEB], [[aContainer(redis), null]]));
  expect(described.leftovers).toEqual([]);
  expect(described.removals).toMatchObject([{ service: 'redis', waitingOn: { reason: 'stop' } }]);
  expect(describedOf(desiring([WEB]), preparedFor([WEB], [])).removals).toEqual([]);
});
