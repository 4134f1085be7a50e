import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InProcessCluster, REGISTRY_IMAGE } from '../harness/in-process.js';
import { changesNothing, TestApp } from './test-app.js';

const FIRST = `sha256:${'7'.repeat(64)}`;
const SECOND = `sha256:${'8'.repeat(64)}`;
const CREATE = ['service', 'create'] as const;

describe('standalone services', () => {
  let cluster: InProcessCluster;
  let app: TestApp;

  beforeAll(async () => {
    cluster = await InProcessCluster.start({ nodes: ['n1', 'n2'] });
    app = await TestApp.create(cluster, { project: 'shop', nodes: ['n1'] });
  });

  afterAll(() => cluster?.dispose());

  /** The container of the service that runs, and it alone. */
  const running = (service: string) =>
    cluster
      .node('n1')
      .runningOf(service)
      .map(({ created }) => ({ name: created.name, env: created.definition.env }));

  it('are made, looked at, changed, taken away and brought back', async () => {
    const words = ['redis', REGISTRY_IMAGE, '6379', '', 'A=1', '--command', 'serve', '--volume', 'data:/data'];
    const made = await app.json(...CREATE, ...words);
    expect(made).toMatchObject({ ok: true, changed: true, old_digest: null, new_digest: FIRST });
    expect(running('redis')).toMatchObject([{ env: { A: '1' } }]);

    const { service } = await app.json('service', 'info', 'redis');
    expect(service).toMatchObject({
      name: 'redis',
      node: 'n1',
      image: REGISTRY_IMAGE,
      image_digest: FIRST,
      env_vars: { A: '1' },
      volumes: [{ volume: 'data', mount_path: '/data', mode: 'rw' }],
      has_preset: true,
    });

    expect(await app.json('service', 'info', 'redis')).toMatchObject({ service: { url: null, ingress: null } });

    const [before] = running('redis');
    expect(await app.ok('service', 'update', 'redis')).toContain('already up-to-date');
    expect(running('redis')).toEqual([before]);

    const changed = await app.json('service', 'update', 'redis', '--env', 'B=2', '--cpus', '0.5');
    expect(changed).toMatchObject({ image_updated: false, config_updated: true });
    expect(changed.changed_settings).toEqual(['env_vars', 'resources']);
    expect(running('redis')).toMatchObject([{ env: { B: '2' } }]);

    cluster.node('n1').engine.images.registry.set(REGISTRY_IMAGE, SECOND);
    const newer = await app.json('service', 'update', 'redis');
    expect(newer).toMatchObject({ image_updated: true, config_updated: false, old_digest: FIRST, new_digest: SECOND });

    await app.ok('service', 'stop', 'redis');
    expect(running('redis')).toEqual([]);
    await app.ok('service', 'start', 'redis');
    await app.ok('service', 'restart', 'redis');
    expect(running('redis')).toHaveLength(1);
    expect(await app.ok('service', 'list')).toMatch(/redis +running/);

    const deleted = await app.json('service', 'delete', 'redis', '--yes');
    expect(deleted).toMatchObject({ ok: true, removed_volumes: [], has_preset: true });
    expect(running('redis')).toEqual([]);
    expect(await app.ok('service', 'restore', 'redis', '--env', 'C=3')).toContain('Restored redis on n1.');
    expect(running('redis')).toMatchObject([{ env: { C: '3' } }]);

    const shown = await app.json('preset', 'show', 'redis');
    expect(shown.preset).toMatchObject({ image: REGISTRY_IMAGE, env_vars: { C: '3' }, resources: { cpus: 0.5 } });
    await app.ok('preset', 'delete', 'redis', '--yes');
    expect(await app.ok('service', 'update', 'redis', '--memory', '64m')).toContain('resources');
    const again = await app.json('preset', 'show', 'redis');
    expect(again.preset).toMatchObject({ resources: { memory_bytes: 64 * 1024 ** 2, cpus: 0.5 } });
  });

  it.each([
    [[...CREATE, 'gone', 'registry.example.com/gone:1', '80'], 'image_not_found'],
    [[...CREATE, 'redis', REGISTRY_IMAGE, '6379'], 'service_exists'],
    [[...CREATE, 'other', REGISTRY_IMAGE, '80', '--secret', 'A=MISSING'], 'missing_secret'],
    [[...CREATE, 'other', REGISTRY_IMAGE, '80', '--node', 'n2'], 'no_matching_node'],
    [['service', 'restore', 'redis'], 'service_exists'],
    [['service', 'restore', 'none'], 'not_found'],
    [['service', 'update', 'none'], 'not_found'],
    [['service', 'info', 'none'], 'not_found'],
    [['service', 'delete', 'none', '--yes'], 'not_found'],
    [['preset', 'delete', 'none', '--yes'], 'not_found'],
  ])('%j is refused, and changes nothing', async (words, code) => {
    const answer = await changesNothing(cluster, () => app.json(...words));
    expect(answer).toMatchObject({ ok: false, error: { code } });
  });

  it('have a hostname that is pending, until something serves it', async () => {
    await app.ok(...CREATE, 'search', REGISTRY_IMAGE, '7700', 'search.example.com', '--command', 'serve');
    const ingress = async () => (await app.json('service', 'info', 'search')).service;
    expect(await ingress()).toMatchObject({ url: 'https://search.example.com', ingress: 'pending' });
    await app.ok('node', 'set', 'n1', '--ingress', 'traefik');
    expect(await ingress()).toMatchObject({ url: 'https://search.example.com', ingress: 'served' });
  });
});
