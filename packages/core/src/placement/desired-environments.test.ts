import { describe, expect, test } from 'vitest';
import type { EnvironmentSpec } from '../model/spec.js';
import { anImage } from '../testing/builders.js';
import { fakeHash } from '../testing/fake-hash.js';
import { aServiceSpec, aSpec, aTaskSpec } from '../testing/spec-builders.js';
import { askedFor, desiredEnvironments } from './desired-environments.js';

const web = aServiceSpec({
  env: { LOG_LEVEL: 'info', DATABASE_URL: 'never used' },
  volumes: [{ source: 'uploads', target: '/uploads' }],
  command: ['bin/web'],
  args: ['--port', '3000'],
});
const redis = aServiceSpec({ name: 'redis', role: 'worker' });
const secrets = new Map([['web', [{ env: 'DATABASE_URL', secret: 'db', versionId: 'v1' }]]]);

function documents(overrides: Partial<Parameters<typeof desiredEnvironments>[0]> = {}) {
  const spec: EnvironmentSpec = aSpec([web, redis]);
  return desiredEnvironments({
    environmentId: '01ABCDEF',
    releaseId: 'r1',
    deploymentId: 'd1',
    spec,
    images: { web: anImage('web:1'), redis: anImage('redis:7') },
    secrets,
    placements: [
      { service: 'web', nodeIds: ['n1', 'n2'] },
      { service: 'redis', nodeIds: ['n1', 'n3'] },
    ],
    taskRun: null,
    hash: fakeHash,
    ...overrides,
  });
}

function oneDocument(overrides: Partial<Parameters<typeof desiredEnvironments>[0]> = {}) {
  const [document] = documents(overrides).values();
  if (document === undefined) throw new Error('no node runs anything');
  return document;
}

describe('the documents of a release', () => {
  test('hold for each node the services that are placed on it', () => {
    const names = [...documents()].map(([id, { services }]) => [id, services.map((service) => service.name)]);
    expect(Object.fromEntries(names)).toEqual({ n1: ['redis', 'web'], n2: ['web'], n3: ['redis'] });
  });

  test('define containers completely: the secret wins over a variable of the same name', () => {
    const definition = oneDocument().services.find((service) => service.name === 'web')?.definition;
    expect(definition).toMatchObject({
      image: anImage('web:1'),
      entrypoint: ['bin/web'],
      command: ['--port', '3000'],
      env: { LOG_LEVEL: 'info' },
      secrets: [{ env: 'DATABASE_URL', secret: 'db', versionId: 'v1' }],
      volumes: [{ name: 'shop-production-abcdef-uploads', target: '/uploads' }],
    });
    expect(definition?.env).not.toHaveProperty('DATABASE_URL');
  });

  test('give a service the same hash on every node and in every release that defines it the same', () => {
    const hashes = [...documents().values(), ...documents({ releaseId: 'r2' }).values()].flatMap(({ services }) =>
      services.filter((service) => service.name === 'web').map((service) => service.hash),
    );
    expect(new Set(hashes).size).toBe(1);
  });

  test('give it another hash when a secret has another version', () => {
    const changed = new Map([['web', [{ env: 'DATABASE_URL', secret: 'db', versionId: 'v2' }]]]);
    const before = oneDocument().services.map((service) => service.hash);
    const after = oneDocument({ secrets: changed }).services.map((service) => service.hash);
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
  });

  test('ask for the same when only release and deployment differ', () => {
    expect(askedFor(oneDocument({ releaseId: 'r2', deploymentId: 'd2' }))).toBe(askedFor(oneDocument()));
    expect(askedFor(oneDocument({ secrets: new Map() }))).not.toBe(askedFor(oneDocument()));
  });
});

describe('a run of a task', () => {
  const task = aTaskSpec({ command: ['bin/migrate'], env: { MODE: 'once' }, timeoutMs: 5_000 });
  const spec: EnvironmentSpec = { ...aSpec([web, redis]), tasks: [task] };
  const taskRun = { nodeId: 'n1', id: 'run-1', task: 'release' };

  test('is in the document of its node alone, made of its service with a command and variables of its own', () => {
    const byNode = documents({ spec, taskRun });
    expect(byNode.get('n2')?.taskRuns).toEqual([]);
    expect(byNode.get('n1')?.taskRuns).toMatchObject([
      {
        id: 'run-1',
        task: 'release',
        isGate: true,
        timeoutMs: 5_000,
        definition: {
          image: anImage('web:1'),
          entrypoint: ['bin/migrate'],
          command: [],
          env: { LOG_LEVEL: 'info', MODE: 'once' },
          secrets: [{ env: 'DATABASE_URL', secret: 'db', versionId: 'v1' }],
          ports: [],
        },
      },
    ]);
  });

  test('is nothing that a document asks for twice', () => {
    const [with1, without] = [documents({ spec, taskRun }).get('n1'), documents({ spec }).get('n1')];
    if (with1 === undefined || without === undefined) throw new Error('n1 runs something');
    expect(askedFor(with1)).toBe(askedFor(without));
  });
});
