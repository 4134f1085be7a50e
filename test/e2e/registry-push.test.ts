import { randomBytes } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cluster, startCluster } from '../harness/cluster.js';
import { eventually } from '../harness/eventually.js';
import { loadImages } from '../harness/images.js';
import type { Machine } from '../harness/machines.js';
import { type Registry, startRegistry } from '../harness/registry.js';
import { readStatus, serviceOn } from '../harness/status-document.js';

const NODES = ['vm1', 'vm2', 'vm3'] as const;
const OLD = { username: 'ci', password: 'korrekt pferd batterie' };
const NEW = { username: 'ci', password: 'klammer heft falsch' };
/** Takes a moment to push and to pull; random, so that nothing makes it smaller. */
const BIG_BYTES = 60_000_000;

const CONFIG = JSON.stringify({
  schema_version: 1,
  organization: 'acme',
  project: 'shop',
  rollout: { stable_for: '0s', max_unavailable: 3 },
  services: {
    web: {
      ports: [{ name: 'http', port: 3000 }],
      healthcheck: { path: '/up', port: 3000, interval: '200ms' },
      stop_grace_period: '1s',
    },
  },
});
const DOCKERFILE = 'FROM busybox:1.36\nCOPY www /www\nCMD ["httpd", "-f", "-p", "3000", "-h", "/www"]\n';

describe('deploys through a registry, on three engines that have no image of their own', () => {
  let cluster: Cluster;
  let builder: Machine;
  let open: Registry;
  let locked: Registry;
  let app: string;
  let env: NodeJS.ProcessEnv;

  const set = (...words: string[]) => cluster.operator.run(['registry', 'set', ...words], { cwd: app });
  const renew = ({ username, password }: typeof OLD) => {
    const words = ['registry', 'set', '--host', locked.host, '--namespace', 'acme', '--username', username];
    return cluster.operator.ok([...words, '--password-stdin'], { cwd: app, input: password });
  };

  async function write(version: string, bytes = 0): Promise<void> {
    await mkdir(join(app, 'www'), { recursive: true });
    await writeFile(join(app, 'www/up'), version);
    await writeFile(join(app, 'www/big'), randomBytes(bytes));
  }

  /** Builds on an engine of its own, as a developer's machine is; resolves to the last document. */
  async function deploy(version: string): Promise<Record<string, unknown>> {
    await write(version);
    return await cluster.operator.json(['deploy'], { cwd: app, env });
  }

  /** The image that runs on all nodes, and is ready there. */
  async function running(): Promise<string> {
    const status = await readStatus(cluster.operator, app);
    const web = NODES.map((node) => serviceOn(status, node, 'web'));
    expect(web.map(({ ready }) => ready)).toEqual([true, true, true]);
    expect(new Set(web.map((service) => service.image)).size).toBe(1);
    return web[0]?.image ?? '';
  }

  function containersByNode(): Promise<string[]> {
    return Promise.all(NODES.map((node) => cluster.machine(node).docker(['ps', '--quiet'])));
  }

  beforeAll(async () => {
    cluster = await startCluster({ machines: NODES });
    [builder, open, locked] = await Promise.all([
      cluster.network.addMachine('builder'),
      startRegistry(cluster.network, { port: 5001 }),
      startRegistry(cluster.network, { credentials: OLD }),
    ]);
    await loadImages([builder], ['busybox:1.36']);
    app = await cluster.operator.app('shop', { 'devopsellence.yml': CONFIG, Dockerfile: DOCKERFILE });
    const temporary = join(cluster.network.stateDir, 'temporary');
    await mkdir(temporary);
    env = { DOCKER_HOST: builder.dockerHost, DOCKER_CONFIG: join(cluster.operator.home, 'docker'), TMPDIR: temporary };
    for (const node of NODES) await cluster.operator.ok(['node', 'attach', node], { cwd: app });
  });

  afterAll(async () => {
    await cluster?.dispose();
  });

  it('without credentials', async () => {
    await set('--host', open.host, '--namespace', 'acme');
    expect(await deploy('1')).toMatchObject({ ok: true, deployment: { state: 'settled' } });
    expect(await running()).toMatch(new RegExp(`^${open.host}/acme/shop-app@sha256:[0-9a-f]{64}$`));
    expect(await deploy('1')).toMatchObject({ ok: true, unchanged: true });
  });

  it('with credentials, which nobody keeps', async () => {
    await renew(OLD);
    expect(await deploy('2')).toMatchObject({ ok: true, deployment: { state: 'settled' } });
    expect(await running()).toContain(`${locked.host}/acme/shop-app@sha256:`);
    expect(await readdir(env.TMPDIR ?? '')).toEqual([]);
    const secrets = [OLD.password, Buffer.from(`${OLD.username}:${OLD.password}`).toString('base64')];
    const places = [app, cluster.operator.home, ...cluster.agents.map(({ stateDir }) => stateDir)];
    for (const secret of secrets) {
      await expect(builder.run('grep', ['-rlF', secret, ...places])).rejects.toThrow();
      expect(cluster.log).not.toContain(secret);
    }
  });

  it('with credentials that are accepted no more: the old release serves on, until they are renewed', async () => {
    const before = await running();
    await locked.letIn(NEW);
    expect(await deploy('3')).toMatchObject({ ok: false, error: { code: 'registry_auth_failed' } });
    expect(await running()).toBe(before);
    await renew(NEW);
    expect(await deploy('3')).toMatchObject({ ok: true, deployment: { state: 'settled' } });
    expect(await running()).not.toBe(before);
  });

  it('that is away: the old release serves on, until it is back', async () => {
    const before = await running();
    await locked.crash();
    expect(await deploy('4')).toMatchObject({ ok: false, error: { code: 'registry_unreachable' } });
    expect(await running()).toBe(before);
    await locked.startAgain();
    expect(await deploy('4')).toMatchObject({ ok: true, deployment: { state: 'settled' } });
  });

  it('that dies in the middle of a push: nothing is changed, and it ends well once it is back', async () => {
    const before = await running();
    await write('5', BIG_BYTES);
    const command = cluster.operator.start(['deploy', '--json'], { cwd: app, env });
    const uploads = join(locked.folder, 'data/docker/registry/v2/repositories/acme/shop-app/_uploads');
    await eventually(async () => (await readdir(uploads)).length > 0, { describe: 'a push', intervalMs: 20 });
    await locked.crash();
    expect(await running()).toBe(before);
    await locked.startAgain();
    // The engine goes on by itself where it was in the middle of a layer; else the deploy is begun again.
    if ((await command.ended()).code !== 0) {
      expect(command.log).toContain('"registry_unreachable"');
      expect(await cluster.operator.json(['deploy'], { cwd: app, env })).toMatchObject({ ok: true });
    }
    expect(await running()).not.toBe(before);
  });

  it('that dies while nodes are about to pull: the old release serves on, and they settle once it is back', async () => {
    const [before, containers] = [await running(), await containersByNode()];
    await write('6', BIG_BYTES);
    const command = cluster.operator.start(['deploy', '--json'], { cwd: app, env });
    await command.json((line) => line.event === 'started', 'its plan');
    await locked.crash();
    expect(await containersByNode()).toEqual(containers);
    await locked.startAgain();
    expect(await command.ended(), command.log).toMatchObject({ code: 0 });
    expect(await running()).not.toBe(before);
  });
});
