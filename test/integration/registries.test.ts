import { afterAll, beforeAll, expect, it } from 'vitest';
import { InProcessCluster } from '../harness/in-process.js';
import { aWorker } from './app-config.js';
import { TestApp } from './test-app.js';

const HOST = 'registry.example.com';
const ORGANIZATIONS = ['acme', 'umbrella'] as const;

let cluster: InProcessCluster;

beforeAll(async () => {
  cluster = await InProcessCluster.start({ nodes: ['n1'] });
});

afterAll(() => cluster?.dispose());

it('two organizations on one node pull from the same registry, each with its own credential', async () => {
  const { images } = cluster.node('n1').engine;
  const apps = new Map<string, TestApp>();
  for (const [index, organization] of ORGANIZATIONS.entries()) {
    const image = `${HOST}/${organization}/worker:1`;
    images.registry.set(image, `sha256:${String(index).repeat(64)}`);
    images.readers.set(image, organization);
    const services = { queue: aWorker({ image }) };
    const app = await TestApp.create(cluster, { organization, project: organization, nodes: ['n1'], services });
    const set = ['registry', 'set', '--org', organization, '--host', HOST, '--username', organization];
    await cluster.operator.ok([...set, '--password-stdin'], { input: ['secret'] });
    apps.set(organization, app);
  }
  for (const app of apps.values()) {
    expect(await app.ok('deploy')).toContain('Settled');
    expect(app.running()).toEqual(['n1 queue']);
  }
  // Not even when the other one may have it: a credential is for those who set it.
  await apps.get('acme')?.configure({ queue: aWorker({ image: `${HOST}/umbrella/worker:1` }) });
  expect(await apps.get('acme')?.run('deploy')).toMatchObject({ code: 1, stderr: expect.stringContaining('refuses') });
});
