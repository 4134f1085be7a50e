import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InProcessCluster, REGISTRY_IMAGE } from '../harness/in-process.js';
import { aCrashingWorker, aWeb, aWorker } from './app-config.js';
import { changesNothing, TestApp } from './test-app.js';

const NODES = ['n1'];
const NOTHING_ELSE = { services: { web: aWeb() }, nodes: NODES };

describe('a standalone service beside a release', () => {
  let cluster: InProcessCluster;

  beforeAll(async () => {
    cluster = await InProcessCluster.start({ nodes: NODES });
  });

  afterAll(() => cluster?.dispose());

  const create = (app: TestApp, ...words: readonly string[]) =>
    app.ok('service', 'create', 'redis', REGISTRY_IMAGE, '6379', ...words, '--command', 'serve');

  it('is looked at like any other, before the first deploy and after', async () => {
    const app = await TestApp.create(cluster, { project: 'looked', ...NOTHING_ELSE });
    await create(app);
    expect(await app.ok('status')).toMatch(/n1 +online +redis +standalone +running +yes/);
    expect(await app.ok('status', '--service', 'redis')).toMatch(/state +running/);
    expect(await app.ok('fleet', 'status', '--env', 'looked/production')).toMatch(/redis +standalone +running/);
    expect(await app.ok('logs', 'redis', '--lines', '5')).toBe('');
    expect(await app.ok('exec', 'redis', '--', 'true')).toBe('');
    await app.ok('deploy');
    const { nodes, pending_changes: pending } = await app.json('status');
    const services = [
      { name: 'redis', standalone: true, settled: true },
      { name: 'web', standalone: false, settled: true },
    ];
    expect(nodes).toMatchObject([{ services }]);
    expect(pending).toEqual([]);
  });

  it('keeps its name, whoever wants it', async () => {
    const app = await TestApp.deployed(cluster, { project: 'named', ...NOTHING_ELSE });
    await create(app);
    await app.configure({ web: aWeb(), redis: aWorker() });
    for (const words of [['deploy'], ['deploy', '--dry-run']]) {
      const answer = await changesNothing(cluster, () => app.json(...words));
      expect(answer).toMatchObject({ ok: false, error: { code: 'name_taken' } });
    }
    await app.ok('service', 'delete', 'redis', '--yes');
    await app.ok('deploy');
    const taken = ['service', 'create', 'redis', REGISTRY_IMAGE, '6379'];
    expect(await app.json(...taken)).toMatchObject({ ok: false, error: { code: 'name_taken' } });
  });

  it('goes at once when it is deleted, although the release beside it never settles', async () => {
    const app = await TestApp.create(cluster, {
      project: 'crashing',
      services: { bad: aCrashingWorker() },
      nodes: NODES,
    });
    await create(app);
    await app.run('deploy');
    await app.ok('service', 'delete', 'redis', '--yes');
    expect(app.running()).toEqual([]);
  });

  it('has its hostname pending until the node has something that serves it', async () => {
    const app = await TestApp.create(cluster, { project: 'public', ...NOTHING_ELSE });
    await create(app, 'redis.example.com');
    expect(await app.ok('status')).toContain('n1 redis: redis.example.com is pending');
    const { replaced } = await app.json('node', 'set', 'n1', '--ingress', 'traefik');
    expect(replaced).toEqual(['acme/public/production redis']);
    expect(await app.ok('status')).not.toContain('pending');
    const { nodes } = await app.json('node', 'list');
    expect(nodes).toMatchObject([{ ingress: 'traefik' }]);
    const detached = await app.json('node', 'detach', 'n1', '--yes');
    expect(detached.deleted_services).toEqual(['acme/public/production redis']);
  });
});
