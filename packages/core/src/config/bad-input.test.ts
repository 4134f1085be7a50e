import { expect, test } from 'vitest';
import { HEAD, issuesOf } from './testing/read-config.js';

/** A web service; what is added to it begins on line 8. */
const WEB = `${HEAD}services:
  web:
    ports: [{ name: http, port: 3000 }]
    healthcheck: {}
`;
const REDIS = '  redis: { image: "redis:7" }\n';

const service = (fields: string) => `${WEB}    ${fields}\n${REDIS}`;
const redis = (fields: string) => `${WEB}  redis:\n    image: redis:7\n    ${fields}\n`;
const task = (name: string, fields: string) => `${WEB}${REDIS}tasks:\n  ${name}:\n    service: web\n    ${fields}\n`;
const rollout = (fields: string) => `${WEB}rollout:\n  ${fields}\n`;

const DURATION = '(hint: for example 250ms, 10s, 5m or 1h30m)';
const CRON = '(hint: for example "0 3 * * *", every night at three)';

/** What is wrong, the config with it, and all that is said: where, which path, what, and a hint. */
const CASES: readonly (readonly [string, string, string])[] = [
  // Dependencies
  [
    'a cycle',
    `${WEB}    depends_on: [app]\n  app: { image: a, depends_on: [redis] }\n  redis: { image: r, depends_on: [web] }\n`,
    '8:18 services.web.depends_on[0]: must not wait for itself: web → app → redis → web (hint: remove one of these dependencies)',
  ],
  [
    'a dependency on itself',
    service('depends_on: [web]'),
    '8:18 services.web.depends_on[0]: must not be the service itself (hint: remove web from its own depends_on)',
  ],
  [
    'an unknown dependency',
    service('depends_on: [redsi]'),
    '8:18 services.web.depends_on[0]: must be a service: there is no service redsi (hint: did you mean redis?)',
  ],
  [
    'an unknown dependency of a task',
    task('release', 'command: [migrate]\n    depends_on: { redsi: {} }'),
    '13:26 tasks.release.depends_on.redsi: must be a service: there is no service redsi (hint: did you mean redis?)',
  ],
  [
    'a task that waits for its own service',
    task('release', 'command: [migrate]\n    depends_on: [web]'),
    '13:18 tasks.release.depends_on[0]: must not wait for its own service, which starts after it: release → web',
  ],
  [
    'ready, of a service with no check',
    service('depends_on: { redis: { condition: ready } }'),
    '8:26 services.web.depends_on.redis: cannot wait until redis is ready: redis has no check (hint: add readiness to redis, or use condition: started)',
  ],
  [
    'an unknown condition',
    service('depends_on: { redis: { condition: redy } }'),
    '8:39 services.web.depends_on.redis.condition: must be ready or started (hint: did you mean ready?)',
  ],
  [
    'text for a list of dependencies',
    service('depends_on: redis'),
    '8:17 services.web.depends_on: must be a list, not text (hint: write a list: ["redis"])',
  ],

  // Durations, in each kind of place
  ...(
    [
      [service('depends_on: { redis: { timeout: 0s } }'), '8:37 services.web.depends_on.redis.timeout', '1ms'],
      [service('stop_grace_period: forever'), '8:24 services.web.stop_grace_period', '0s'],
      [redis('readiness: { tcp: 1, interval: 1 second }'), '10:36 services.redis.readiness.interval', '100ms'],
      [redis('readiness: { tcp: 1, timeout: 0ms }'), '10:35 services.redis.readiness.timeout', '1ms'],
      [redis('readiness: { tcp: 1, start_period: -1s }'), '10:40 services.redis.readiness.start_period', '0s'],
      [WEB.replace('{}', '{ interval: 10ms }'), '7:30 services.web.healthcheck.interval', '100ms'],
      [task('release', 'command: [a]\n    timeout: 5 minutes'), '13:14 tasks.release.timeout', '1s'],
      [rollout('pause: "5"'), '9:10 rollout.pause', '0s'],
      [rollout('stable_for: 1.5s'), '9:15 rollout.stable_for', '0s'],
      [rollout('health_deadline: 999h'), '9:20 rollout.health_deadline', '1s'],
      [rollout('deadline: 1s1m'), '9:13 rollout.deadline', '1s'],
    ] as const
  ).map(([config, at, least]): readonly [string, string, string] => {
    return [`no duration: ${at}`, config, `${at}: must be a duration of ${least} to 168h ${DURATION}`];
  }),
  [
    'a number for a duration',
    rollout('pause: 5'),
    '9:10 rollout.pause: must be text, not the number 5 (hint: for example 250ms, 10s, 5m, 1h30m)',
  ],

  // Schedules
  [
    'a minute that no clock shows',
    task('nightly', 'command: [a]\n    schedule: "61 3 * * *"'),
    `13:15 tasks.nightly.schedule: has no valid minute: 61 (0 to 59) ${CRON}`,
  ],
  [
    'four cron fields',
    task('nightly', 'command: [a]\n    schedule: { cron: "3 * * *" }'),
    `13:23 tasks.nightly.schedule.cron: must have five fields, not 4 ${CRON}`,
  ],
  [
    'an unknown time zone',
    task('nightly', 'command: [a]\n    schedule: { cron: "0 3 * * *", time_zone: Mars/Base }'),
    '13:47 tasks.nightly.schedule.time_zone: must be the name of a time zone, not Mars/Base (hint: for example UTC or Europe/Berlin)',
  ],
  [
    'a task that never runs',
    task('nightly', 'command: [a]'),
    '11:5 tasks.nightly: must have a schedule (hint: add schedule: "0 3 * * *"; only a task named release runs in deployments)',
  ],

  // Checks
  ...(['{ tcp: 6379, command: [redis-cli, ping] }', '{ interval: 1s }'] as const).map(
    (check): readonly [string, string, string] => [
      `two kinds of check, or none: ${check}`,
      redis(`readiness: ${check}`),
      '10:16 services.redis.readiness: must have exactly one of http, tcp and command (hint: for example {tcp: 6379}, {http: {path: /up, port: 3000}} or {command: [redis-cli, ping]})',
    ],
  ),
  [
    'a check beside a healthcheck',
    service('readiness: { tcp: 3000 }'),
    '8:16 services.web.readiness: must not stand beside healthcheck (hint: both say when the service is ready; remove one)',
  ],
  ['a port above all', redis('readiness: { tcp: 70000 }'), '10:23 services.redis.readiness.tcp: must be at most 65535'],
  [
    'a port below all',
    redis('readiness: { http: { path: /up, port: 0 } }'),
    '10:43 services.redis.readiness.http.port: must be at least 1',
  ],
  ['no command', redis('readiness: { command: [] }'), '10:27 services.redis.readiness.command: must not be empty'],
  [
    'a command as text',
    redis('readiness: { command: redis-cli ping }'),
    '10:27 services.redis.readiness.command: must be a list, not text (hint: write a list: ["redis-cli","ping"])',
  ],
  [
    'no retries',
    redis('readiness: { tcp: 1, retries: 0 }'),
    '10:35 services.redis.readiness.retries: must be at least 1',
  ],

  // Rollouts
  ['no node at a time', rollout('max_unavailable: 0'), '9:20 rollout.max_unavailable: must be at least 1'],
  [
    'stable for longer than a node may take',
    rollout('stable_for: 5m'),
    '9:15 rollout.stable_for: must be shorter than health_deadline, which is 5m: no node could settle in time (hint: set a shorter stable_for, or a longer health_deadline)',
  ],
  [
    'a node that may take longer than the deployment',
    rollout('health_deadline: 11m'),
    '9:20 rollout.health_deadline: must not be longer than deadline, which is 10m: the deployment would have ended (hint: set a shorter health_deadline, or a longer deadline)',
  ],
  [
    'a rollout that one environment spoils',
    `${WEB}environments:\n  staging:\n    rollout: { deadline: 2m, stable_for: 3m }\n`,
    '10:42 environments.staging.rollout.stable_for: must be shorter than health_deadline, which is 2m: no node could settle in time (hint: set a shorter stable_for, or a longer health_deadline)',
  ],
];

test.each(CASES)('%s', (_, config, said) => {
  expect(issuesOf(config)).toEqual([said]);
});

test('a deadline shorter than a node may take by default is no contradiction', () => {
  expect(issuesOf(rollout('deadline: 2m'))).toEqual([]);
});
