import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cluster, startCluster } from '../harness/cluster.js';
import { eventually } from '../harness/eventually.js';
import { loadShop, shopConfig } from '../harness/shop.js';
import { readStatus, readyServices, serviceOn } from '../harness/status-document.js';

describe('programs that die at any moment', () => {
  let cluster: Cluster;
  let app: string;
  let release = 0;

  const status = () => readStatus(cluster.operator, app);
  const allReady = ['vm1/memcached', 'vm1/redis', 'vm1/web', 'vm2/memcached', 'vm2/redis', 'vm2/web'];

  /** A config that replaces the web service on both nodes. */
  async function nextRelease(): Promise<void> {
    release += 1;
    await cluster.operator.app('shop', {
      'devopsellence.yml': await shopConfig((text) => text.replace('"1"', `"${release}"`)),
    });
  }

  /** Starts a deploy, lets `fault` happen once it runs, and resolves to how the command ended. */
  async function deployWith(fault: () => Promise<void>): Promise<number | null> {
    await nextRelease();
    const deploy = cluster.operator.start(['deploy', '--image', 'shop:1', '--json'], { cwd: app });
    await deploy.json((line) => line.event === 'started', 'the start of the deployment');
    await fault();
    const { code } = await deploy.ended();
    if (code !== 0) throw new Error(`${deploy.log}\n${cluster.log}`);
    return code;
  }

  beforeAll(async () => {
    cluster = await startCluster({
      machines: ['vm1', 'vm2'],
      images: ['redis:7-alpine', 'memcached:1.6-alpine', 'node:20-alpine'],
    });
    await loadShop(
      cluster.agents.map(({ machine }) => machine),
      'shop:1',
    );
    app = await cluster.operator.app('shop', { 'devopsellence.yml': await shopConfig() });
    for (const { machine } of cluster.agents) await cluster.operator.ok(['node', 'attach', machine.name], { cwd: app });
    await cluster.operator.ok(['deploy', '--image', 'shop:1'], { cwd: app });
  });

  afterAll(async () => {
    await cluster?.dispose();
  });

  it('a deploy settles although an agent was killed in the middle of it', async () => {
    await deployWith(async () => {
      await cluster.agent('vm1').kill();
      await cluster.agent('vm1').start();
    });
    expect(readyServices(await status())).toEqual(allReady);
    expect((await status()).deployment?.state).toBe('settled');
  });

  it('a deploy settles although the control plane was killed in the middle of it', async () => {
    await deployWith(async () => {
      await cluster.controlPlane.kill();
      await cluster.controlPlane.start();
    });
    await eventually(async () => readyServices(await status()).length === allReady.length, {
      describe: 'all services ready',
    });
    expect((await status()).deployment?.state).toBe('settled');
  });

  it('a restarted agent repairs a removed container while the control plane is away', async () => {
    const { machine } = cluster.agent('vm2');
    const { container } = serviceOn(await status(), 'vm2', 'redis');
    await cluster.controlPlane.kill();
    await cluster.agent('vm2').kill();
    await machine.docker(['rm', '--force', container]);
    await cluster.agent('vm2').start();
    await eventually(async () => (await machine.docker(['ps', '--format', '{{.Names}}'])).includes(container), {
      describe: `${container} to run again`,
    });
    await cluster.controlPlane.start();
    await eventually(async () => readyServices(await status()).length === allReady.length, {
      describe: 'all services ready',
    });
  });

  it('drift is repaired at once: a killed and a removed container come back', async () => {
    const { machine } = cluster.agent('vm1');
    const before = await status();
    await machine.docker(['kill', serviceOn(before, 'vm1', 'memcached').container]);
    await machine.docker(['rm', '--force', serviceOn(before, 'vm1', 'redis').container]);
    await eventually(async () => readyServices(await status()).length === allReady.length, {
      describe: 'all services ready',
    });
    expect(serviceOn(await status(), 'vm1', 'memcached').restarts).toBe(1);
  });

  it('all services come back after Docker was restarted, and after a reboot', async () => {
    const agent = cluster.agent('vm2');
    await agent.machine.stopDocker();
    await agent.machine.startDocker();
    await eventually(async () => readyServices(await status()).length === allReady.length, {
      describe: 'all services ready',
    });
    await agent.machine.reboot();
    await agent.start();
    await eventually(async () => readyServices(await status()).length === allReady.length, {
      describe: 'all services ready',
    });
  });

  it('a node that is cut off turns stale, then offline, and is never shown as healthy', async () => {
    const { machine } = cluster.agent('vm2');
    await machine.disconnect();
    await eventually(async () => (await status()).nodes.find(({ name }) => name === 'vm2')?.connection === 'offline', {
      describe: 'vm2 offline',
      timeoutMs: 90_000,
    });
    const cut = await status();
    expect(readyServices(cut)).toEqual(['vm1/memcached', 'vm1/redis', 'vm1/web']);
    const fleet = await cluster.operator.json(['fleet', 'status']);
    expect(fleet).toMatchObject({ summary: { nodes: { online: 1, stale: 0, offline: 1 } } });
    await machine.connect();
    await eventually(async () => readyServices(await status()).length === allReady.length, {
      describe: 'all services ready',
      timeoutMs: 60_000,
    });
  });

  it('detaching a node stops what ran there and keeps its volumes', async () => {
    const { machine } = cluster.agent('vm2');
    await cluster.operator.ok(['node', 'detach', 'vm2', '--yes'], { cwd: app });
    await eventually(async () => (await machine.docker(['ps', '--all', '--quiet'])) === '', {
      describe: 'nothing on vm2',
    });
    expect(await machine.docker(['volume', 'ls', '--format', '{{.Name}}'])).toContain('redis_data');
  });
});
