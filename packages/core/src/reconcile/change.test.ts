import { describe, expect, test } from 'vitest';
import { aDefinition, aDependency, anImage, aService, aWorker, ofVersion, someTraits } from '../testing/builders.js';
import { planChanges } from './change.js';
import { diffDefinitions } from './diff.js';

describe('planChanges', () => {
  test('tells what is created, replaced, left alone and removed, dependencies first and removals last', () => {
    const web = aService({ dependsOn: [aDependency('redis'), aDependency('worker')] });
    const worker = aWorker();
    const changes = planChanges(
      [aService({ name: 'admin' }), worker, web],
      [ofVersion(web, '2'), worker, aWorker({ name: 'redis' })],
    );
    expect(changes.map(({ kind, service, order }) => ({ kind, service, order }))).toEqual([
      { kind: 'create', service: 'redis', order: null },
      { kind: 'unchanged', service: 'worker', order: null },
      { kind: 'replace', service: 'web', order: 'start-first' },
      { kind: 'remove', service: 'admin', order: null },
    ]);
    expect(changes[2]?.reasons).toEqual(['image changed: registry.example/shop/app:1 → registry.example/shop/app:2']);
  });

  test('replaces without reasons what it does not know the definition of', () => {
    expect(planChanges([{ name: 'web', hash: 'old', definition: null }], [aService()])).toEqual([
      { kind: 'replace', service: 'web', order: 'start-first', reasons: [] },
    ]);
  });

  test('ends even where dependencies run in a circle', () => {
    const services = [
      aService({ name: 'a', dependsOn: [aDependency('b')] }),
      aService({ name: 'b', dependsOn: [aDependency('a')] }),
    ];
    expect(planChanges([], services).map((change) => change.service)).toEqual(['b', 'a']);
  });
});

describe('diffDefinitions', () => {
  const before = aDefinition({
    env: { SAME: 'x', OLD: 'x', MODE: 'hush-1' },
    secrets: [{ env: 'TOKEN', secret: 'token', versionId: 'v1' }],
    volumes: [{ name: 'shop-data', target: '/data' }],
  });

  test.each([
    { what: 'nothing', after: before, reasons: [] },
    {
      what: 'a moved tag',
      after: { ...before, image: { ...before.image, digest: 'sha256:beef' } },
      reasons: ['image changed: registry.example/shop/app:1 has another digest'],
    },
    {
      what: 'the environment',
      after: { ...before, env: { SAME: 'x', NEW: 'hush-2', MODE: 'hush-3' } },
      reasons: ['env added: NEW', 'env removed: OLD', 'env changed: MODE'],
    },
    {
      what: 'the version of a secret',
      after: { ...before, secrets: [{ env: 'TOKEN', secret: 'token', versionId: 'v2' }] },
      reasons: ['secret version changed: TOKEN'],
    },
    {
      what: 'the secret behind a variable',
      after: { ...before, secrets: [{ env: 'TOKEN', secret: 'other', versionId: 'v2' }] },
      reasons: ['secret changed: TOKEN'],
    },
    {
      what: 'command, args, mounts, ports and limits',
      after: {
        ...before,
        entrypoint: ['hush-4'],
        command: ['hush-5'],
        volumes: [{ name: 'shop-data', target: '/var' }],
        ports: [{ name: 'http', port: 8080 }],
        resources: { memoryBytes: 1_024, cpus: null },
      },
      reasons: [
        'command changed',
        'args changed',
        'volume added: /var',
        'volume removed: /data',
        'port changed: http',
        'memory limit changed: none → 1024',
      ],
    },
  ])('names $what and shows no value', ({ after, reasons }) => {
    expect(diffDefinitions(before, after)).toEqual(reasons);
    expect(reasons.join()).not.toContain('hush');
  });

  test('names the traits of a standalone service', () => {
    const traits = someTraits({ labels: { a: '1' }, isPrivileged: true });
    const port = { port: 53, protocol: 'udp' } as const;
    const changed = { ...traits, labels: { a: '2' }, isHostNetwork: true, publishedPorts: [port], isPrivileged: false };
    expect(diffDefinitions({ ...before, standalone: traits }, { ...before, standalone: changed })).toEqual([
      'published port added: 53/udp',
      'label changed: a',
      'host mode turned on',
      'privileged turned off',
    ]);
    const volumes = before.volumes.map((volume) => ({ ...volume, isReadOnly: true as const }));
    expect(diffDefinitions(before, { ...before, volumes })).toEqual(['volume changed: /data']);
  });

  test('names an image that was replaced by another', () => {
    const after = { ...before, image: anImage('registry.example/shop/app:2') };
    expect(diffDefinitions(before, after)).toEqual([
      'image changed: registry.example/shop/app:1 → registry.example/shop/app:2',
    ]);
  });
});
