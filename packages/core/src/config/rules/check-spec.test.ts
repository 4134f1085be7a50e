import { describe, expect, it } from 'vitest';
import { HEAD, issuesOf } from '../testing/read-config.js';

const WEB = 'ports: [{ name: http, port: 3000 }], healthcheck: {}';

/** Issues of a config with these services, and with more top-level fields after them. */
function issues(services: Readonly<Record<string, string>>, rest = ''): readonly string[] {
  const lines = Object.entries(services).map(([name, fields]) => `  ${name}: { ${fields} }\n`);
  return issuesOf(`${HEAD}services:\n${lines.join('')}${rest}`).map((issue) => issue.replace(/^\d+:\d+ /, ''));
}

describe('web services', () => {
  it.each([
    ['web', '', ['by its name and needs a port named http', 'by its name and needs a healthcheck']],
    ['web', 'readiness: { tcp: 3000 }', ['needs a port named http']],
    ['api', 'ports: [{ name: http, port: 80 }]', ['is a web service and needs a healthcheck']],
    ['api', 'healthcheck: {}', ['or use readiness, which suits any service, instead of healthcheck']],
    ['api', 'ports: [{ name: http, port: 80 }], readiness: { tcp: 80 }', []],
    ['api', 'readiness: { tcp: 80 }', []],
  ])('%s: { %s }', (name, fields, expected) => {
    expect(issues({ [name]: fields })).toEqual(expected.map((text): unknown => expect.stringContaining(text)));
  });
});

describe('what is unique in a service', () => {
  it.each([
    ['ports: [{ name: a, port: 1 }, { name: a, port: 2 }]', 'services.jobs.ports[1].name: must be unique'],
    ['ports: [{ name: a, port: 1 }, { name: b, port: 1 }]', 'services.jobs.ports[1].port: must be unique'],
    [
      'volumes: [{ source: a, target: /x }, { source: b, target: /x/ }]',
      'services.jobs.volumes[1].target: must be unique',
    ],
    [
      'env: { A: x }, secret_refs: [{ name: A, secret: S }]',
      'services.jobs.secret_refs[0].name: must not be in env too',
    ],
    [
      'secret_refs: [{ name: A, secret: S }, { name: A, secret: T }]',
      'services.jobs.secret_refs[1].name: must be unique',
    ],
    ['healthcheck: {}, readiness: { tcp: 1 }, ports: [{ name: http, port: 1 }]', 'must not stand beside healthcheck'],
    ['readiness: { tcp: 1, command: [a] }', 'services.jobs.readiness: must have exactly one of http, tcp and command'],
    ['readiness: { interval: 1s }', 'services.jobs.readiness: must have exactly one of http, tcp and command'],
  ])('jobs: { %s }', (fields, issue) => {
    expect(issues({ jobs: fields })).toEqual([expect.stringContaining(issue)]);
  });
});

describe('dependencies', () => {
  it.each([
    [
      'depends_on: [redsi]',
      'services.jobs.depends_on[0]: must be a service: there is no service redsi (hint: did you mean redis?)',
    ],
    [
      'depends_on: [constructor]',
      'there is no service constructor (hint: the services are jobs, redis; a standalone service is not among them)',
    ],
    ['depends_on: [jobs]', 'services.jobs.depends_on[0]: must not be the service itself'],
    ['depends_on: [redis, redis]', 'must be unique: redis is listed already'],
    ['depends_on: { redis: { condition: ready } }', 'cannot wait until redis is ready: redis has no check'],
  ])('jobs: { %s }', (fields, issue) => {
    expect(issues({ jobs: fields, redis: '' })).toEqual([expect.stringContaining(issue)]);
  });

  it('prints a cycle as a path, once', () => {
    expect(issues({ web: `${WEB}, depends_on: [redis]`, redis: 'depends_on: [web]' })).toEqual([
      'services.web.depends_on[0]: must not wait for itself: web → redis → web (hint: remove one of these dependencies)',
    ]);
    expect(issues({ c: 'depends_on: { a: {} }', b: 'depends_on: [c]', a: 'depends_on: [b, d]', d: '' })).toEqual([
      'services.a.depends_on[0]: must not wait for itself: a → b → c → a (hint: remove one of these dependencies)',
    ]);
  });

  it('accepts two ways to the same service', () => {
    expect(issues({ a: 'depends_on: [b, c]', b: 'depends_on: [d]', c: 'depends_on: [d]', d: '' })).toEqual([]);
  });
});

describe('tasks', () => {
  it.each([
    ['release: { command: [a] }', 'tasks.release.service: is required'],
    [
      'release: { service: wbe, command: [a] }',
      'tasks.release.service: must be a service: there is no service wbe (hint: did you mean web?)',
    ],
    ['release: { service: web }', 'tasks.release: must set command or args'],
    ['release: { service: web, command: [a], schedule: "0 3 * * *" }', 'tasks.release.schedule: must be absent'],
    ['nightly: { service: web, command: [a] }', 'tasks.nightly: must have a schedule'],
    [
      'nightly: { service: web, command: [a], schedule: "@daily" }',
      'tasks.nightly.schedule: must have five fields, not 1',
    ],
    [
      'nightly: { service: web, command: [a], schedule: { cron: "60 3 * * *" } }',
      'tasks.nightly.schedule.cron: has no valid minute: 60 (0 to 59) (hint: for example "0 3 * * *", every night at three)',
    ],
    [
      'nightly: { service: web, command: [a], schedule: { time_zone: UTC } }',
      'tasks.nightly.schedule.cron: is required',
    ],
    [
      'nightly: { service: web, command: [a], schedule: { cron: "0 3 * * *", time_zone: Europe/Berln } }',
      'tasks.nightly.schedule.time_zone: must be the name of a time zone, not Europe/Berln (hint: did you mean Europe/Berlin?)',
    ],
    [
      'nightly: { service: web, command: [a], schedule: { cron: "0 3 * * *", time_zone: "+02:00" } }',
      'tasks.nightly.schedule.time_zone: must be the name of a time zone, not +02:00',
    ],
    [
      'nightly: { service: web, command: [a], schedule: { cron: "0 3 * * *", overlap: allow } }',
      'tasks.nightly.schedule.overlap: must be forbid or replace',
    ],
    [
      'nightly: { service: web, command: [a], schedule: { cron: "0 3 * * *", zone: UTC } }',
      'tasks.nightly.schedule.zone: is not a known key',
    ],
    ['nightly: { service: web, command: [a], schedule: { cron: "0 3 * * *", time_zone: America/New_York } }', null],
    ['release: { service: web, command: [a], depends_on: [web] }', 'which starts after it: release → web'],
    ['release: { service: web, command: [a], depends_on: [proxy] }', 'which starts after it: release → proxy → web'],
    ['release: { service: web, command: [a], depends_on: [nope] }', 'tasks.release.depends_on[0]: must be a service'],
    ['nightly: { service: web, args: [a], schedule: "0 3 * * *", depends_on: [web] }', null],
  ])('%s', (task, issue) => {
    const services = { web: WEB, proxy: 'depends_on: [web]' };
    expect(issues(services, `tasks: { ${task} }\n`)).toEqual(issue === null ? [] : [expect.stringContaining(issue)]);
  });
});

describe('ingress', () => {
  const rule = (host: string, service = 'web', port = 'http', path = '/') =>
    `{ match: { host: ${host}, path_prefix: ${path} }, target: { service: ${service}, port: ${port} } }`;

  it.each([
    ['[a.b]', [rule('A.B')], null],
    ['[a.b, A.b]', [rule('a.b')], 'ingress.hosts[1]: must be unique: a.b is listed already'],
    [
      '["*.a.b"]',
      [rule('a.b')],
      'ingress.hosts[0]: must be a host name (hint: wildcards are not supported; list every host)',
    ],
    ['["https://a.b"]', [rule('a.b')], 'write the name alone, without scheme, port and path'],
    ['[]', [rule('a.b')], 'ingress.hosts: must not be empty'],
    ['[a.b]', [], 'ingress.rules: must not be empty'],
    ['[app.a.b]', [rule('ap.a.b')], 'must be one of the hosts: ap.a.b is not (hint: did you mean app.a.b?)'],
    ['[a.b]', [rule('a.b', 'wep')], 'ingress.rules[0].target.service: must be a service: there is no service wep'],
    [
      '[a.b]',
      [rule('a.b', 'web', 'https')],
      'ingress.rules[0].target.port: must be a port of web: it has no port named https (hint: the ports are http)',
    ],
    ['[a.b]', [rule('a.b'), rule('a.b')], 'ingress.rules[1].match: must be unique: another rule is for a.b/ already'],
    ['[a.b]', [rule('a.b'), rule('a.b', 'web', 'http', '/x')], null],
    ['[a.b]', [rule('a.b', 'web', 'http', 'x')], 'must begin with "/" and contain no blanks'],
  ])('hosts %s, rules %j', (hosts, rules, issue) => {
    const text = `ingress: { hosts: ${hosts}, rules: [${rules.join(', ')}] }\n`;
    expect(issues({ web: WEB }, text)).toEqual(issue === null ? [] : [expect.stringContaining(issue)]);
  });
});

describe('environments', () => {
  it.each([
    [
      'staging: { services: { redsi: {} } }',
      'environments.staging.services.redsi: must be a service of the base (hint: did you mean redis?)',
    ],
    ['Staging: {}', 'environments.Staging: must be 1 to 40 small letters'],
    ['staging: { build: {} }', 'environments.staging.build: is not a known key'],
    [
      'staging: { services: { web: { readiness: { tcp: 1 } } } }',
      'environments.staging.services.web.readiness: must not stand beside healthcheck',
    ],
    [
      'staging: { services: { web: { ports: [] } } }',
      'environments.staging.services.web: is a web service by its name and needs a port',
    ],
    [
      'staging: { services: { redis: { depends_on: [web] } } }',
      'environments.staging.services.web.depends_on.redis: must not wait for itself: web → redis → web',
    ],
    [
      'staging: { tasks: { nightly: { command: [a], schedule: "0 3 * * *" } } }',
      'environments.staging.tasks.nightly: must name its service',
    ],
    ['staging: { tasks: { nightly: { command: [a], service: web, schedule: "0 3 * * *" } } }', null],
    ['staging: { ingress: { hosts: [a.b] } }', 'environments.staging.ingress: must have at least one rule'],
    [
      'staging: { rollout: { max_unavailable: 0 } }',
      'environments.staging.rollout.max_unavailable: must be at least 1',
    ],
  ])('%s', (environment, issue) => {
    const found = issues({ web: `${WEB}, depends_on: [redis]`, redis: '' }, `environments: { ${environment} }\n`);
    expect(found).toEqual(issue === null ? [] : [expect.stringContaining(issue)]);
  });

  it('does not repeat for each environment what is wrong in the base', () => {
    expect(
      issues({ api: 'healthcheck: {}' }, 'environments: { staging: {}, qa: { rollout: { pause: 1s } } }\n'),
    ).toHaveLength(1);
  });
});

it('refuses more than the control plane accepts', () => {
  const variables = Array.from({ length: 501 }, (_, index) => `V${index}: x`).join(', ');
  expect(issues({ jobs: `env: { ${variables} }` })).toEqual([
    'services.jobs.env: must have at most 500 variables, not 501',
  ]);
  const services = Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`s${index}`, '']));
  expect(issues(services)).toEqual(['services: must have at most 200 services, not 201']);
});
