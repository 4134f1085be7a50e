import { describe, expect, it } from 'vitest';
import { anImage } from '../testing/builders.js';
import { fakeHash } from '../testing/fake-hash.js';
import { changedSettings, withOverrides } from './changed-settings.js';
import { desiredStandalone, type StandaloneInput } from './desired-standalone.js';
import { DEFAULT_SETTINGS, type StandaloneSettings } from './settings.js';
import { parseStandaloneName } from './standalone-name.js';
import { traefikLabels } from './traefik-labels.js';

const REDIS: StandaloneSettings = { ...DEFAULT_SETTINGS, image: 'redis:7', port: 6379 };

function desired(overrides: Partial<StandaloneInput> = {}) {
  const input = { name: 'redis', settings: REDIS, image: anImage('redis:7'), slug: 'shop', secrets: [] };
  return desiredStandalone({ ...input, isStopped: false, hasTraefik: false, hash: fakeHash, ...overrides });
}

function desiredWith(settings: Partial<StandaloneSettings>, overrides: Partial<StandaloneInput> = {}) {
  return desired({ settings: { ...REDIS, ...settings }, ...overrides });
}

describe('what a node runs of a standalone service', () => {
  it('is private, without rights, under the labels of the page that asked for it', () => {
    expect(desired()).toMatchObject({
      name: 'redis',
      order: 'stop-first',
      definition: {
        command: [],
        standalone: {
          labels: { 'oduflow.managed': 'true', 'oduflow.service': 'redis' },
          isHostNetwork: false,
          publishedPorts: [],
          isNetAdmin: false,
          isPrivileged: false,
        },
      },
    });
    expect(desired()).not.toHaveProperty('isStopped');
  });

  it('has its port on the node when it is published, and never beside the network of the node itself', () => {
    const udp = { isPublished: true, protocol: 'udp', port: 51_820 } as const;
    expect(desiredWith(udp).definition.standalone?.publishedPorts).toEqual([{ port: 51_820, protocol: 'udp' }]);
    expect(desiredWith({ ...udp, isHostMode: true }).definition.standalone?.publishedPorts).toEqual([]);
  });

  it('keeps NET_ADMIN for when it is privileged no longer', () => {
    const both = desiredWith({ isNetAdmin: true, isPrivileged: true });
    expect(both.definition.standalone).toMatchObject({ isNetAdmin: true, isPrivileged: true });
  });

  it('names volumes after the environment, and a variable that is a secret has no other value', () => {
    const volumes = [
      { source: 'data', target: '/data', isReadOnly: false },
      { source: 'conf', target: '/conf', isReadOnly: true },
    ];
    const secrets = [{ env: 'KEY', secret: 'API_KEY', versionId: 'v1' }];
    expect(desiredWith({ volumes, env: { KEY: 'plain', A: '1' } }, { secrets }).definition).toMatchObject({
      volumes: [
        { name: 'shop-data', target: '/data' },
        { name: 'shop-conf', target: '/conf', isReadOnly: true },
      ],
      env: { A: '1' },
      secrets,
    });
  });

  it('is another container as soon as a setting of it is another, and the same when it is stopped', () => {
    const hashes = [
      desired(),
      desiredWith({ isPublished: true }),
      desiredWith({ isNetAdmin: true }),
      desiredWith({ isHostMode: true }),
      desiredWith({ env: { A: '1' } }),
      desired({ image: anImage('redis:8') }),
      desiredWith({ hostname: 'a.b' }, { hasTraefik: true }),
    ].map(({ hash }) => hash);
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(desired({ isStopped: true })).toEqual({ ...desired(), isStopped: true });
    expect(desiredWith({ hostname: 'a.b' }).hash).toBe(desired().hash);
  });
});

describe('the labels for Traefik', () => {
  const route = { slug: 'shop', name: 'search', hostname: 'search.example.com', port: 7700, isHostMode: false };

  it('say where the service is, by HTTPS', () => {
    expect(traefikLabels(route)).toEqual({
      'traefik.enable': 'true',
      'traefik.docker.network': 'shop',
      'traefik.http.routers.shop-search.rule': 'Host(`search.example.com`)',
      'traefik.http.routers.shop-search.entrypoints': 'websecure',
      'traefik.http.routers.shop-search.tls.certresolver': 'letsencrypt',
      'traefik.http.services.shop-search.loadbalancer.server.port': '7700',
    });
    expect(traefikLabels({ ...route, isHostMode: true })).toMatchObject({
      'traefik.http.services.shop-search.loadbalancer.server.url': 'http://host.docker.internal:7700',
    });
  });

  it('keep names apart, and dots out of the parts of their keys', () => {
    const names = ['a.b', 'a_b', 'a-b', 'a_-b', 'a__b'];
    const rules = names.flatMap((name) =>
      Object.keys(traefikLabels({ ...route, name })).filter((key) => key.endsWith('.rule')),
    );
    expect(new Set(rules).size).toBe(names.length);
    expect(rules.map((rule) => rule.split('.').length)).toEqual(names.map(() => 5));
  });
});

describe('overrides', () => {
  it('replace as a whole, and are told by name', () => {
    const before = { ...REDIS, env: { A: '1', B: '2' }, hostname: 'a.b' };
    const after = withOverrides(before, { env: { C: 'hush' }, hostname: null, port: 6379 });
    expect(after).toEqual({ ...before, env: { C: 'hush' }, hostname: null });
    expect(changedSettings(before, after)).toEqual(['hostname', 'env_vars']);
    expect(changedSettings(before, { ...before, env: { B: '2', A: '1' } })).toEqual([]);
  });
});

describe('names', () => {
  it.each(['redis', 'Odoo-MCP-server', 'service_1', 'service.v2', '1-service', 'a'.repeat(63)])('%s', (name) => {
    expect(parseStandaloneName(name)).toBe(name);
  });

  it.each(['', ' ', 'a b', '-a', '_a', '.a', 'a/b', 'a:b', 'a@b', 'a\n', 'ä', 'a'.repeat(64)])(
    '%j is refused',
    (name) => {
      expect(() => parseStandaloneName(name)).toThrow('name must be 1 to 63 letters');
    },
  );

  it('are suggested', () => {
    expect(() => parseStandaloneName('my service')).toThrow(expect.objectContaining({ reason: 'try my-service' }));
  });
});
