import { afterAll, beforeAll, expect, it } from 'vitest';
import { InProcessCluster } from '../harness/in-process.js';
import { changesNothing, TestApp } from './test-app.js';

/* Organizations, projects and environments from their first use to their end, beside an app that goes on running. */

let cluster: InProcessCluster;
let app: TestApp;

beforeAll(async () => {
  cluster = await InProcessCluster.start({ nodes: ['n1', 'n2'] });
  app = await TestApp.deployed(cluster, { project: 'shop', nodes: ['n1'] });
});

afterAll(() => cluster?.dispose());

const STAGING = { org: 'acme', project: 'shop', env: 'staging' } as const;

it('an environment is used by name, emptied as its refusal says, and deleted; another one goes on', async () => {
  const { operator } = cluster;
  await operator.ok(['env', 'create', STAGING.env, '--org', STAGING.org, '--project', STAGING.project]);
  await operator.ok(['env', 'use', STAGING.env, '--org', STAGING.org, '--project', STAGING.project]);
  await operator.ok(['node', 'attach', 'n2']);
  await operator.ok(['secret', 'set', 'KEY', '--value', 'hunter2']);
  await app.ok('deploy', '--env', STAGING.env);
  const remove = ['env', 'delete', STAGING.env, '--yes'];
  const refused = await changesNothing(cluster, () => operator.run(remove));
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toContain('services running: ');
  expect(refused.stderr).toContain('nodes attached: n2\n');
  const actions = [...refused.stderr.matchAll(/^Try: devopsellence (.*)$/gm)].map(([, line = '']) => line.split(' '));
  for (const words of actions) await operator.ok(words.includes('detach') ? [...words, '--yes'] : words);
  await operator.ok(remove);
  expect(await operator.json(['env', 'list'])).toMatchObject({ environments: [{ environment: 'production' }] });
  expect(await operator.json(['context', 'show'])).toMatchObject({
    default: { organization: 'acme', project: 'shop', environment: null },
  });
  expect(await app.json('status')).toMatchObject({ nodes: [{ services: [{ settled: true }, { settled: true }] }] });
  expect(await operator.ok(['events', '--json'])).toContain('"action":"environment.deleted"');
});

it('a token of one environment sees that one, and makes and deletes none', async () => {
  const scope = ['--org', 'acme', '--project', 'shop', '--env', 'production'];
  await cluster.operator.ok(['env', 'create', 'hidden', '--org', 'acme', '--project', 'blog']);
  const token = await app.ok('token', 'create', '--name', 'ci', '--role', 'deployer', ...scope);
  const env = { DEVOPSELLENCE_SERVER: cluster.controlPlane.operator, DEVOPSELLENCE_TOKEN: token.trim() };
  const { environments } = await cluster.operator.json(['env', 'list'], { env });
  expect(environments).toMatchObject([{ organization: 'acme', project: 'shop', environment: 'production' }]);
  for (const words of ['create staging', 'delete production --yes']) {
    const argv = ['env', ...words.split(' '), '--org', 'acme', '--project', 'shop'];
    const result = await changesNothing(cluster, () => cluster.operator.run(argv, { env }));
    expect(result).toMatchObject({ code: 1, stdout: '' });
  }
});
