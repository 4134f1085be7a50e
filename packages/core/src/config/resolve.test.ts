import { describe, expect, it } from 'vitest';
import { defaultEnvironment, resolve } from './resolve.js';
import { resolveBuild } from './resolve-build.js';
import { HEAD, readConfig } from './testing/read-config.js';

const BASE = `${HEAD}services:
  web:
    image: app:1
    command: [bin/web]
    args: [--fast]
    env: { A: "1", B: "2" }
    ports: [{ name: http, port: 8080 }]
    healthcheck: { path: /health, retries: 9 }
    depends_on: { redis: {}, mail: { timeout: 1m } }
    resources: { memory: 64m, cpus: 2 }
    placement: { labels: [a, b], count: 2 }
  redis:
    readiness: { tcp: 6379, interval: 1s }
  mail: {}
tasks:
  release: { service: web, command: [bin/migrate], env: { T: "1" } }
ingress:
  hosts: [A.example.com]
  rules: [{ match: { host: A.Example.com }, target: { service: web, port: http } }]
  tls: { mode: manual, email: a@example.com }
rollout: { pause: 5s, max_unavailable: 2 }
environments:
  empty: {}
`;

function service(text: string, name: string, environment = 'production') {
  return resolve(readConfig(text), environment).services.find((each) => each.name === name);
}

function overlaid(overlay: string) {
  return resolve(readConfig(`${BASE}  staging: ${overlay}\n`), 'staging');
}

describe('defaults', () => {
  it('decides every field of a service that says nothing', () => {
    expect(service(BASE, 'mail')).toEqual({
      name: 'mail',
      role: 'worker',
      image: null,
      command: [],
      args: [],
      env: {},
      secretRefs: [],
      ports: [],
      volumes: [],
      readiness: null,
      dependsOn: [],
      resources: { memoryBytes: null, cpus: null },
      stopGraceMs: 10_000,
      placement: { labels: [], count: null },
      order: 'stop-first',
    });
  });

  it('replaces web services start-first and workers stop-first, unless they say otherwise', () => {
    const orderOf = (fields: string) => service(`${HEAD}services: { app: { image: app, ${fields} } }`, 'app')?.order;
    expect(orderOf('ports: [{ name: http, port: 80 }], healthcheck: {}')).toBe('start-first');
    expect(orderOf('readiness: { tcp: 6379 }')).toBe('stop-first');
    expect(orderOf('rollout: { order: start-first }')).toBe('start-first');
  });

  it('checks /up on the port named http, else 3000, with the usual patience', () => {
    const web = 'ports: [{ name: http, port: 8080 }]';
    const readinessOf = (fields: string) => service(`${HEAD}services: { web: { ${fields} } }`, 'web')?.readiness;
    expect(readinessOf(`${web}, healthcheck: {}`)).toEqual({
      check: { kind: 'http', path: '/up', port: 8080 },
      intervalMs: 5_000,
      timeoutMs: 2_000,
      retries: 3,
      startPeriodMs: 1_000,
    });
    expect(readinessOf(`${web}, healthcheck: { port: 9000 }`)?.check).toMatchObject({ port: 9000 });
  });

  it.each(['healthcheck: {', 'readiness: { http: { path: /up, port: 80 },'])('takes the patience of %s', (check) => {
    const patience = 'interval: 250ms, timeout: 1s, retries: 7, start_period: 1m }';
    const config = `${HEAD}services: { app: { ports: [{ name: http, port: 80 }], ${check} ${patience} } }`;
    expect(service(config, 'app')?.readiness).toEqual({
      check: { kind: 'http', path: '/up', port: 80 },
      intervalMs: 250,
      timeoutMs: 1_000,
      retries: 7,
      startPeriodMs: 60_000,
    });
  });

  it('fills in rollout, ingress and build', () => {
    const config = readConfig(`${HEAD}services: { jobs: {} }`);
    expect(resolve(config, 'production')).toMatchObject({
      ingress: null,
      tasks: [],
      rollout: {
        maxUnavailable: 1,
        pauseMs: 0,
        stableForMs: 3_000,
        healthDeadlineMs: 300_000,
        deadlineMs: 600_000,
        onFailure: 'rollback',
      },
    });
    expect(resolveBuild(config)).toEqual({ context: '.', dockerfile: 'Dockerfile', platforms: ['linux/amd64'] });
    expect(defaultEnvironment(config)).toBe('production');
  });

  it('redirects to HTTPS when certificates come by themselves, and only then', () => {
    expect(overlaid('{ ingress: { tls: { mode: auto } } }').ingress?.redirectHttp).toBe(true);
    expect(overlaid('{ ingress: { tls: { mode: manual } } }').ingress?.redirectHttp).toBe(false);
    expect(overlaid('{ ingress: { redirect_http: true } }').ingress?.redirectHttp).toBe(true);
  });

  it('writes hosts in small letters and routes from the root', () => {
    expect(overlaid('{}').ingress).toMatchObject({
      hosts: ['a.example.com'],
      rules: [{ host: 'a.example.com', pathPrefix: '/', service: 'web', port: 'http' }],
    });
  });
});

describe('roles', () => {
  it.each([
    ['web', 'ports: [{ name: http, port: 1 }], readiness: { tcp: 1 }', 'web'],
    ['api', 'ports: [{ name: http, port: 1 }], readiness: { tcp: 1 }', 'web'],
    ['api', 'ports: [{ name: http, port: 1 }], healthcheck: {}', 'web'],
    ['api', 'ports: [{ name: grpc, port: 1 }], readiness: { http: { path: /, port: 1 } }', 'worker'],
  ])('%s: { %s } is %s', (name, fields, role) => {
    expect(service(`${HEAD}services: { ${name}: { ${fields} } }`, name)?.role).toBe(role);
  });
});

describe('dependencies', () => {
  it('are sorted, and wait for readiness where there is a check', () => {
    expect(service(BASE, 'web')?.dependsOn).toEqual([
      { service: 'mail', condition: 'started', timeoutMs: 60_000 },
      { service: 'redis', condition: 'ready', timeoutMs: null },
    ]);
  });

  it('may be content with a start', () => {
    const text = BASE.replace('redis: {}', 'redis: { condition: started }');
    expect(service(text, 'web')?.dependsOn[1]).toMatchObject({ service: 'redis', condition: 'started' });
  });
});

describe('tasks', () => {
  it('take from their service what they do not set', () => {
    expect(overlaid('{}').tasks).toEqual([
      {
        name: 'release',
        service: 'web',
        command: ['bin/migrate'],
        args: ['--fast'],
        env: { T: '1' },
        timeoutMs: 600_000,
        dependsOn: service(BASE, 'web')?.dependsOn,
        schedule: null,
      },
    ]);
  });

  it('drop the arguments of their service with an empty list', () => {
    expect(overlaid('{ tasks: { release: { args: [], depends_on: [] } } }').tasks[0]).toMatchObject({
      args: [],
      dependsOn: [],
    });
  });
});

describe('overlays', () => {
  it('leave an undeclared environment with the base under its name', () => {
    const config = readConfig(`${BASE}  staging: { services: { web: { image: "app:2" } } }\n`);
    expect(resolve(config, 'qa')).toEqual({ ...resolve(config, 'production'), environment: 'qa' });
    expect(resolve(config, 'constructor').services).toEqual(resolve(config, 'qa').services);
  });

  it.each([
    ['a value replaces', '{ image: "app:2" }', { image: 'app:2', command: ['bin/web'] }],
    ['a list replaces the whole list', '{ args: [] }', { args: [], command: ['bin/web'] }],
    ['ports replace all ports', '{ ports: [{ name: http, port: 1 }] }', { ports: [{ name: 'http', port: 1 }] }],
    ['env merges by variable', '{ env: { B: "3", C: "4" } }', { env: { A: '1', B: '3', C: '4' } }],
    ['resources merge by field', '{ resources: { cpus: 1 } }', { resources: { memoryBytes: 67_108_864, cpus: 1 } }],
    ['placement merges by field', '{ placement: { labels: [c] } }', { placement: { labels: ['c'], count: 2 } }],
    [
      'dependencies replace',
      '{ depends_on: [mail] }',
      { dependsOn: [{ service: 'mail', condition: 'started', timeoutMs: null }] },
    ],
    [
      'healthcheck merges by field',
      '{ healthcheck: { port: 9 } }',
      { readiness: { check: { kind: 'http', path: '/health', port: 9 }, retries: 9 } },
    ],
  ])('%s', (_, overlay, expected) => {
    const { services } = overlaid(`{ services: { web: ${overlay} } }`);
    expect(services.find(({ name }) => name === 'web')).toMatchObject(expected);
  });

  it.each([
    ['{ retries: 7 }', { check: { kind: 'tcp', port: 6379 }, intervalMs: 1_000, retries: 7 }],
    ['{ command: [ping] }', { check: { kind: 'command', command: ['ping'] }, intervalMs: 1_000, retries: 3 }],
  ])('readiness merges by field, and a check of another kind replaces: %s', (overlay, expected) => {
    const { services } = overlaid(`{ services: { redis: { readiness: ${overlay} } } }`);
    expect(services.find(({ name }) => name === 'redis')?.readiness).toMatchObject(expected);
  });

  it('merge tasks, tls and rollout by field', () => {
    const spec = overlaid(
      '{ tasks: { release: { timeout: 1m, env: { U: "2" } } }, ingress: { tls: { mode: off } }, rollout: { pause: 0s } }',
    );
    expect(spec.tasks[0]).toMatchObject({ command: ['bin/migrate'], timeoutMs: 60_000, env: { T: '1', U: '2' } });
    expect(spec.ingress?.tls).toEqual({ mode: 'off', email: 'a@example.com', caDirectoryUrl: null, caRootFile: null });
    expect(spec.rollout).toMatchObject({ pauseMs: 0, maxUnavailable: 2 });
  });

  it('can bring an ingress of their own', () => {
    const base = `${HEAD}services: { web: { ports: [{ name: http, port: 1 }], healthcheck: {} } }\n`;
    const rule = '{ match: { host: a.b }, target: { service: web, port: http } }';
    const config = readConfig(`${base}environments: { staging: { ingress: { hosts: [a.b], rules: [${rule}] } } }\n`);
    expect(resolve(config, 'production').ingress).toBeNull();
    expect(resolve(config, 'staging').ingress?.hosts).toEqual(['a.b']);
  });
});
