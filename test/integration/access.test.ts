import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../harness/eventually.js';
import { InProcessCluster } from '../harness/in-process.js';
import { changesNothing, TestApp, withoutCorrelationId } from './test-app.js';

/*
 * Tokens with limits, from their making to their end, by people and CI who type commands. Time never moves here but by
 * itself: what expiry does is tested where time is a fake.
 */

let cluster: InProcessCluster;
let app: TestApp;

beforeAll(async () => {
  cluster = await InProcessCluster.start({ nodes: ['n1', 'n2'] });
  app = await TestApp.deployed(cluster, { project: 'shop', nodes: ['n1'] });
  await TestApp.create(cluster, { project: 'store', nodes: ['n2'] });
});

afterAll(() => cluster?.dispose());

interface Caller {
  readonly token: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A token made by the owner; whoever uses it has no state home that could be written to, as in CI. */
async function caller(name: string, ...options: readonly string[]): Promise<Caller> {
  const token = (await app.ok('token', 'create', '--name', name, ...options)).trim();
  return { token, env: variables(token) };
}

function variables(token: string): Readonly<Record<string, string>> {
  const server = { DEVOPSELLENCE_SERVER: cluster.controlPlane.operator, DEVOPSELLENCE_TOKEN: token };
  return { ...server, DEVOPSELLENCE_STATE_HOME: '/dev/null/state' };
}

const SHOP = ['--org', 'acme', '--project', 'shop', '--env', 'production'] as const;

describe('a deployer token of one environment', () => {
  it('deploys there, knows who it is, and sees nothing else', async () => {
    const ci = await caller('ci', '--role', 'deployer', '--expires', '90d', ...SHOP);
    const { operator } = cluster;
    const options = { cwd: app.folder, env: ci.env };
    expect(await operator.json(['whoami'], options)).toMatchObject({
      token_name: 'ci',
      role: 'deployer',
      scope: { organization: 'acme', project: 'shop', environment: 'production' },
    });
    expect(await operator.json(['deploy'], options)).toMatchObject({ ok: true, event: 'result' });
    const { nodes } = await operator.json(['node', 'list'], options);
    expect(nodes).toMatchObject([{ name: 'n1' }]);
    const fleet = await operator.json(['fleet', 'status'], options);
    expect(fleet).toMatchObject({ nodes: [{ name: 'n1' }], environments: [{ project: 'shop' }] });
    expect(JSON.stringify(fleet)).not.toMatch(/store|n2/);
    const events = await operator.ok(['events', '--json'], options);
    expect(events).toContain('deployment.started');
    expect(events).not.toMatch(/store|"n2"|node.joined/);
  });

  it('is told of what lies elsewhere what it is told of what does not exist, and changes nothing', async () => {
    const ci = await caller('ci-2', '--role', 'deployer', ...SHOP);
    const said = async (project: string) => {
      const argv = [
        'secret',
        'set',
        'KEY',
        '--value',
        'x',
        '--org',
        'acme',
        '--project',
        project,
        '--env',
        'production',
      ];
      const result = await changesNothing(cluster, () => cluster.operator.run(argv, { env: ci.env }));
      return withoutCorrelationId(result).stderr.replaceAll(project, 'PROJECT');
    };
    expect(await said('store')).toBe(await said('nowhere'));
    expect(await said('store')).toContain('Error: there is no environment acme/PROJECT/production\n');
  });
});

it('an owner of one organization makes no token beyond it', async () => {
  await cluster.operator.ok(['secret', 'set', 'K', '--value', 'v', '--org', 'other', '--project', 'p', '--env', 'e']);
  const boss = await caller('boss', '--role', 'owner', '--org', 'acme');
  const create = (...options: readonly string[]) =>
    changesNothing(cluster, () =>
      cluster.operator.run(['token', 'create', '--name', 'x', '--role', 'owner', ...options], { env: boss.env }),
    );
  expect((await create()).stderr).toContain('the token "boss" is limited to acme');
  const [real, ghost] = [await create('--org', 'other'), await create('--org', 'ghost')];
  expect(withoutCorrelationId(real).stderr.replace('other', 'X')).toBe(
    withoutCorrelationId(ghost).stderr.replace('ghost', 'X'),
  );
  await cluster.operator.ok(['token', 'create', '--name', 'x', '--role', 'owner', '--org', 'acme'], { env: boss.env });
  const { tokens } = await cluster.operator.json(['token', 'list'], { env: boss.env });
  expect(JSON.stringify(tokens)).not.toContain('"owner","role":"owner","scope":{"organization":null');
  const revoke = await cluster.operator.run(['token', 'revoke', 'owner'], { env: boss.env });
  expect(revoke.stderr).toContain('there is no token "owner"');
});

it('revoking ends what is open with the token, at once, and again changes nothing', async () => {
  const watcher = await caller('watcher', '--role', 'viewer');
  const running = cluster.operator.start(['events', '--follow'], { env: watcher.env });
  await eventually(() => running.io.stdout.text.includes('token watcher'), { describe: 'the follower to be told' });
  await app.ok('secret', 'set', 'PUSHED', '--value', 'hunter2');
  await eventually(() => running.io.stdout.text.includes('secret.set'), { describe: 'an event to be pushed' });
  expect(running.io.stdout.text).not.toContain('hunter2');
  await app.ok('token', 'revoke', 'watcher');
  const ended = await running.ended;
  expect(ended).toMatchObject({ code: 1 });
  expect(ended.stderr).toMatch(
    /^Error: the operator token was refused\n {2}the token was revoked\n[\s\S]*correlation id \w{26}\n$/,
  );
  expect(await app.json('token', 'revoke', 'watcher')).toMatchObject({ ok: true, changed: false });
  const { code } = await cluster.operator.run(['whoami'], { env: watcher.env });
  expect(code).toBe(1);
});

it('a token is stored as a hash only, and named once in its scope', async () => {
  const { token } = await caller('once', '--role', 'viewer');
  const secret = token.split('_').at(-1) ?? '';
  expect(secret).toHaveLength(43);
  expect((await cluster.controlPlane.dump()).join('\n')).not.toContain(secret);
  const again = await changesNothing(cluster, () => app.run('token', 'create', '--name', 'once', '--role', 'viewer'));
  expect(again).toMatchObject({ code: 1 });
  expect(again.stderr).toContain('there is a token named "once" already');
  await caller('once', '--role', 'viewer', '--org', 'acme');
  const revoke = await changesNothing(cluster, () => app.run('token', 'revoke', 'once'));
  expect(revoke.stderr).toContain('2 tokens are named "once"');
});

it('the last owner token that never expires is not revoked', async () => {
  const result = await changesNothing(cluster, () => app.run('token', 'revoke', 'owner'));
  expect(result).toMatchObject({ code: 1 });
  expect(result.stderr).toContain('is the last owner token for the whole fleet that never expires');
});

it.each([
  ['no name', ['--role', 'viewer'], '--name is needed'],
  ['no role', ['--name', 'n'], '--role is needed'],
  ['a role that is none', ['--name', 'n', '--role', 'admin'], '--role cannot be "admin"'],
  ['a name that cannot be one', ['--name', 'a b', '--role', 'viewer'], '"a b" cannot be the name of a token'],
  ['an expiry in a century', ['--name', 'n', '--role', 'viewer', '--expires', '36500d'], 'expires must be'],
  ['an organization that is not there', ['--name', 'n', '--role', 'viewer', '--org', 'ghost'], 'no organization ghost'],
  [
    'an environment that is not there',
    ['--name', 'n', '--role', 'viewer', '--org', 'acme', '--project', 'shop', '--env', 'prodution'],
    'there is no environment acme/shop/prodution',
  ],
])('token create with %s changes nothing', async (_title, options, message) => {
  const result = await changesNothing(cluster, () => app.run('token', 'create', ...options));
  expect(result.code).not.toBe(0);
  expect(result).toMatchObject({ stdout: '' });
  expect(result.stderr).toContain(message);
});

it('events page back by id, each once', async () => {
  const read = async (...options: readonly string[]) => {
    const lines = (await app.ok('events', '--json', ...options)).trimEnd().split('\n').slice(0, -1);
    return lines.map((line) => JSON.parse(line) as { readonly id: string });
  };
  const all = await read();
  const newest = await read('--limit', '3');
  const before = await read('--limit', '3', '--before', newest[0]?.id ?? '');
  expect([...before, ...newest]).toEqual(all.slice(-6));
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
});
