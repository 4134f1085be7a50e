import { describe, expect, test } from 'vitest';
import type { ContainerDefinition } from '../model/desired-state.js';
import { aDefinition, anImage, someTraits } from '../testing/builders.js';
import { canonicalDefinition } from './canonical.js';

const BASE = aDefinition({
  env: { A: '1', B: '2' },
  secrets: [
    { env: 'TOKEN', secret: 'token', versionId: 'v1' },
    { env: 'KEY', secret: 'key', versionId: 'v7' },
  ],
  volumes: [{ name: 'shop-data', target: '/data' }],
});

const STANDALONE = someTraits({ publishedPorts: [{ port: 53, protocol: 'tcp' }] });

function canonical(definition: ContainerDefinition, slug = 'shop', service = 'web'): string {
  return canonicalDefinition({ slug, service, definition });
}

describe('canonicalDefinition', () => {
  test('is the text it has always been: another text would replace every container in the field', () => {
    expect(canonical(BASE)).toBe(
      `{"command":[],"cpus":null,"entrypoint":[],"env":{"A":"1","B":"2"},"format":1,"image":"registry.example/shop/app@${BASE.image.digest}","memoryBytes":null,"network":"shop","ports":[["http",3000]],"secrets":[["KEY","v7"],["TOKEN","v1"]],"service":"web","volumes":[["shop-data","/data"]]}`,
    );
  });

  test.each([
    { what: 'keys of the environment', other: { ...BASE, env: { B: '2', A: '1' } } },
    { what: 'secrets', other: { ...BASE, secrets: BASE.secrets.toReversed() } },
    {
      what: 'tags of one digest',
      other: { ...BASE, image: { ...BASE.image, reference: 'registry.example/shop/app:9' } },
    },
  ])('does not depend on the $what as written', ({ other }) => {
    expect(canonical(other)).toBe(canonical(BASE));
  });

  test.each([
    { what: 'the image', other: { ...BASE, image: anImage('registry.example/shop/app:2') } },
    { what: 'the entrypoint', other: { ...BASE, entrypoint: ['sh'] } },
    { what: 'the command', other: { ...BASE, command: ['serve', 'now'] } },
    { what: 'a value in the environment', other: { ...BASE, env: { A: '1', B: '3' } } },
    {
      what: 'a version of a secret',
      other: { ...BASE, secrets: [{ env: 'TOKEN', secret: 'token', versionId: 'v2' }] },
    },
    { what: 'a mount', other: { ...BASE, volumes: [{ name: 'shop-data', target: '/var' }] } },
    { what: 'a port', other: { ...BASE, ports: [{ name: 'http', port: 8080 }] } },
    {
      what: 'the mode of a mount',
      other: { ...BASE, volumes: [{ name: 'shop-data', target: '/data', isReadOnly: true as const }] },
    },
    { what: 'being standalone', other: { ...BASE, standalone: STANDALONE } },
    { what: 'a limit', other: { ...BASE, resources: { memoryBytes: 1, cpus: null } } },
  ])('depends on $what', ({ other }) => {
    expect(canonical(other)).not.toBe(canonical(BASE));
  });

  test.each([
    { what: 'label', other: { labels: { a: '1' } } },
    { what: 'network', other: { isHostNetwork: true } },
    { what: 'published port', other: { publishedPorts: [{ port: 53, protocol: 'udp' as const }] } },
    { what: 'capability', other: { isNetAdmin: true } },
    { what: 'privilege', other: { isPrivileged: true } },
  ])('depends on each trait of a standalone service: $what', ({ other }) => {
    const standalone = { ...STANDALONE, ...other };
    expect(canonical({ ...BASE, standalone })).not.toBe(canonical({ ...BASE, standalone: STANDALONE }));
  });

  test('depends on the service and on the network', () => {
    expect(new Set([canonical(BASE), canonical(BASE, 'blog'), canonical(BASE, 'shop', 'worker')]).size).toBe(3);
  });

  test('keeps words apart that only look alike when joined', () => {
    expect(canonical({ ...BASE, command: ['a b'] })).not.toBe(canonical({ ...BASE, command: ['a', 'b'] }));
  });
});
