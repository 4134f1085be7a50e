import { expect, test } from 'vitest';
import { anEnvironment, anImage, aService, START_OF_TIME } from '../testing/builders.js';
import type { Action } from './action.js';
import { describeAction, describeForStatus, describeWaiting, subjectOf } from './describe.js';
import type { Waiting } from './waiting.js';

const OWNER = { environmentId: 'e', service: 'web' } as const;
const CONTAINER = 'shop-web-1';
const TARGET = { key: 'k', containerId: 'c1', container: CONTAINER } as const;
const PLACE = { network: 'shop', address: '172.20.0.2' };

const ACTIONS: readonly (readonly [Action, string])[] = [
  [{ kind: 'createNetwork', key: 'k', environmentId: 'e', network: 'shop' }, 'create network shop'],
  [{ kind: 'removeNetwork', key: 'k', networkId: 'n', network: 'shop' }, 'remove network shop'],
  [{ kind: 'createVolume', key: 'k', environmentId: 'e', volume: 'shop-data' }, 'create volume shop-data'],
  [{ kind: 'pullImage', key: 'k', environmentId: 'e', image: anImage('redis:7') }, 'pull image redis:7'],
  [
    {
      kind: 'createContainer',
      key: 'k',
      environment: anEnvironment(),
      service: aService(),
      container: CONTAINER,
      isNamed: true,
    },
    'create and start shop-web-1',
  ],
  [{ kind: 'nameContainer', ...TARGET, place: PLACE, name: 'web' }, 'give shop-web-1 the name web on its network'],
  [{ kind: 'nameContainer', ...TARGET, place: PLACE, name: null }, 'put shop-web-1 on its network without a name'],
  [{ kind: 'startContainer', ...TARGET }, 'start shop-web-1'],
  [{ kind: 'stopContainer', ...TARGET, graceMs: 90_000 }, 'stop shop-web-1 within 90 s'],
  [{ kind: 'removeContainer', ...TARGET, graceMs: 120_000, leaves: null }, 'remove shop-web-1 within 2 min'],
];

test.each(ACTIONS)('an action is told in one sentence: %#', (action, sentence) => {
  expect(describeAction(action)).toBe(sentence);
});

const WAITING: readonly (readonly [Waiting, string, string])[] = [
  [
    { ...OWNER, reason: 'image', image: 'redis:7', detail: '12 of 80 MB', since: null },
    'waiting for image redis:7 (12 of 80 MB)',
    'redis:7',
  ],
  [
    {
      ...OWNER,
      reason: 'dependency',
      dependency: 'redis',
      condition: 'ready',
      detail: 'not ready yet (connection refused)',
      since: null,
      probe: null,
    },
    'waiting on redis: not ready yet (connection refused)',
    'redis',
  ],
  [{ ...OWNER, reason: 'start', container: CONTAINER, since: null }, 'waiting for shop-web-1 to start', CONTAINER],
  [
    { ...OWNER, reason: 'readiness', container: CONTAINER, detail: '', since: 0, probe: null },
    'waiting for shop-web-1 to be ready',
    CONTAINER,
  ],
  [
    { ...OWNER, reason: 'stability', container: CONTAINER, since: 1_000, until: 4_000 },
    'shop-web-1 is ready, and stable once it has been for 3 s',
    CONTAINER,
  ],
  [
    { ...OWNER, reason: 'name', container: CONTAINER, since: 0 },
    'waiting for shop-web-1 to be found by name',
    CONTAINER,
  ],
  [
    { ...OWNER, reason: 'backoff', detail: 'no space left', attempts: 1, until: START_OF_TIME },
    'trying again at 2026-01-01T00:00:00.000Z after 1 failure: no space left',
    '2026-01-01T00:00:00.000Z',
  ],
  [
    { ...OWNER, reason: 'dependant', container: CONTAINER, dependant: 'worker', since: null },
    'waiting for worker, which depends on it, to stop first',
    'worker',
  ],
  [{ ...OWNER, reason: 'stop', container: CONTAINER, since: null }, 'waiting for shop-web-1 to be stopped', CONTAINER],
];

test.each(WAITING)('a waiting reason is told in one sentence: %#', (waiting, sentence, subject) => {
  expect(describeWaiting(waiting)).toBe(sentence);
  expect(subjectOf(waiting)).toBe(subject);
});

test('status says of a dependency what it has to be, since when it is not, and what its newest check saw', () => {
  const probe = {
    at: START_OF_TIME,
    since: START_OF_TIME,
    ok: false,
    detail: 'connection refused',
    consecutiveFailures: 3,
  };
  const [detail, since] = ['not ready yet', START_OF_TIME - 5_000];
  const waiting = { ...OWNER, reason: 'dependency', dependency: 'redis', condition: 'ready', detail, since } as const;
  const told = { reason: 'dependency', subject: 'redis', detail: 'waiting on redis: not ready yet', since };
  expect(describeForStatus({ ...waiting, probe: null })).toEqual({ ...told, condition: 'ready' });
  expect(describeForStatus({ ...waiting, probe })).toEqual({
    ...told,
    condition: 'ready',
    lastProbe: { at: START_OF_TIME, ok: false, detail: 'connection refused' },
  });
});
