import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Cluster, startCluster } from '../harness/cluster.js';
import { CommitWatch } from '../harness/commit-watch.js';
import { EngineProxy } from '../harness/engine-proxy.js';
import { eventually } from '../harness/eventually.js';
import { httpGet } from '../harness/http-get.js';
import type { Machine } from '../harness/machines.js';
import { httpServer, udpServer } from '../harness/page-images.js';
import { type PublicImage, PublicRegistries } from '../harness/public-registries.js';
import { isFullRun, randomOf, testSeed } from '../harness/seed.js';
import { containerOf, containersOf, ownVariables, type StandaloneContainer } from '../harness/standalone-container.js';

const SEED = testSeed(20_261_129);
const POINTS = isFullRun ? 20 : 3;
const CONFIG = 'schema_version: 1\norganization: acme\nproject: faults\nservices: {}\n';
const PORT = 7000;

/** Keeps who it was first in its volume, and serves that. */
const STORE = `test -e /data/born || cat /proc/sys/kernel/random/uuid > /data/born; trap "exit 0" TERM; httpd -f -p ${PORT} -h /data & wait`;
const runs = (script: string): PublicImage => ({
  base: 'busybox:1.36',
  changes: [`CMD ${JSON.stringify(['sh', '-c', script])}`],
});

/** All that there is of the service, as engine and control plane have it. */
interface Snapshot {
  readonly container: StandaloneContainer;
  readonly preset: unknown;
  readonly settings: unknown;
}

describe(`standalone services and what may befall them (seed ${SEED})`, () => {
  const random = randomOf(SEED);
  let cluster: Cluster;
  let machine: Machine;
  let registries: PublicRegistries;
  let proxy: EngineProxy;
  let commits: CommitWatch;
  let app: string;
  let values = 0;

  const json = (...args: string[]) => cluster.operator.json(args, { cwd: app });
  const ok = (...args: string[]) => cluster.operator.ok(args, { cwd: app });
  const update = (...args: string[]) => json('service', 'update', 'store', ...args);
  const refusedWith = (code: string) => ({ ok: false, error: { code } });
  /** A variable that the service has never had. */
  const nextValue = () => {
    values += 1;
    return `ROUND=${values}`;
  };
  const born = async () => {
    const { Id } = await containerOf(machine, 'store');
    return machine.docker(['exec', Id, 'cat', '/data/born']);
  };

  async function snapshot(): Promise<Snapshot> {
    const { preset } = await json('preset', 'show', 'store');
    return { container: await containerOf(machine, 'store'), preset, settings: await settings() };
  }

  async function settings(): Promise<unknown> {
    const { service } = await json('service', 'info', 'store');
    const { image, port, env_vars, volumes, publish } = service as Record<string, unknown>;
    return { image, port, env_vars, volumes, publish };
  }

  /** Nothing has been touched: not the process, even. */
  async function expectUntouched(before: Snapshot): Promise<void> {
    expect(await snapshot()).toEqual(before);
  }

  /** The container of before runs, and it is what everybody says. */
  async function expectGivenBack(before: Snapshot): Promise<void> {
    await eventually(() => containerOf(machine, 'store'), { describe: 'the failed container to be gone' });
    const { container, preset, settings: said } = await snapshot();
    expect(container.Id).toBe(before.container.Id);
    expect(container.State.Status).toBe('running');
    expect({ preset, settings: said }).toEqual({ preset: before.preset, settings: before.settings });
  }

  /** An update was made as a whole: engine, preset and control plane say so. */
  async function expectMade(variable: string): Promise<void> {
    const container = await containerOf(machine, 'store');
    expect(container.State.Status).toBe('running');
    expect(await ownVariables(machine, container)).toEqual([variable]);
    const [name = '', value = ''] = variable.split('=');
    const { preset } = await json('preset', 'show', 'store');
    expect(preset).toMatchObject({ env_vars: { [name]: value } });
    expect(await settings()).toMatchObject({ env_vars: { [name]: value } });
  }

  /** No operation goes on any more, also none that the control plane has found when it was started again. */
  async function settled(): Promise<void> {
    const idle = async () => {
      const { service } = await json('service', 'info', 'store');
      return (service as { readonly operation: unknown }).operation === null;
    };
    await eventually(idle, { describe: 'the operation to end', timeoutMs: 120_000, intervalMs: 250 });
  }

  beforeAll(async () => {
    cluster = await startCluster({ machines: ['vm1'] });
    machine = cluster.machine('vm1');
    registries = await PublicRegistries.start(cluster.network);
    await registries.trustedBy(machine);
    await registries.publish(machine, 'acme/store:1', runs(STORE));
    await registries.publish(machine, 'acme/store:2', runs(`${STORE} # 2`));
    await registries.publish(machine, 'acme/store:broken', runs('echo this cannot go on; exit 3'));
    const agent = cluster.agent('vm1');
    proxy = await EngineProxy.listen(join(machine.stateDir, 'proxy.sock'), machine.socketPath);
    await agent.stop();
    await agent.start({ dockerHost: proxy.dockerHost });
    commits = new CommitWatch(cluster.controlPlane.dataDir);
    app = await cluster.operator.app('faults', { 'devopsellence.yml': CONFIG });
    await ok('node', 'attach', 'vm1');
    await ok('service', 'create', 'store', 'acme/store:1', String(PORT), '--volume', 'data:/data');
  });

  afterAll(async () => {
    commits?.close();
    proxy?.close();
    await cluster?.dispose();
  });

  describe('an update that cannot be made is refused before anything is touched', () => {
    let before: Snapshot;

    beforeEach(async () => {
      before = await snapshot();
    });

    it('because another program has the port', async () => {
      const server = `require('net').createServer().listen(${PORT}, () => console.log('listening'))`;
      const other = machine.start('node', ['-e', server]);
      await other.line((line) => line === 'listening');
      expect(await update('--publish')).toMatchObject(refusedWith('port_in_use'));
      await other.stop();
      await expectUntouched(before);
    });

    it('because a container of somebody else has the port', async () => {
      await registries.publish(machine, 'acme/other:1', httpServer(PORT, 'other'));
      await machine.docker(['run', '--detach', '--name', 'other', '--publish', `${PORT}:${PORT}`, 'acme/other:1']);
      const refused = await update('--publish');
      expect(refused).toMatchObject(refusedWith('port_in_use'));
      expect(JSON.stringify(refused)).toContain('other');
      await machine.docker(['rm', '--force', 'other']);
      await expectUntouched(before);
    });

    it('because there is no such image', async () => {
      expect(await update('--image', 'acme/store:none')).toMatchObject(refusedWith('image_not_found'));
      await expectUntouched(before);
    });

    it('because the image that it runs is gone from its registry', async () => {
      await registries.withdraw('acme/store:1');
      expect(await update(`--env`, nextValue())).toMatchObject(refusedWith('image_not_found'));
      await registries.publish(machine, 'acme/store:1', runs(STORE));
      await expectUntouched(before);
    });

    it('because the registry cannot be reached', async () => {
      await registries.close();
      expect(await update()).toMatchObject(refusedWith('registry_unreachable'));
      await registries.open();
      await expectUntouched(before);
    });

    it.each([
      ['a volume that is no name', ['--volume', '../etc:/data']],
      ['a folder of the machine', ['--volume', '/etc:/data']],
      ['a hostname that says more', ['--hostname', 'a.example`) || Host(`b.example']],
      ['a secret that is not set', ['--secret', 'PASSWORD=NOT_SET']],
    ])('because of %s', async (_, args) => {
      expect(await update(...args)).toMatchObject({ ok: false });
      await expectUntouched(before);
    });

    it('because the node is away', async () => {
      const agent = cluster.agent('vm1');
      await agent.kill();
      expect(await update('--env', nextValue())).toMatchObject(refusedWith('node_offline'));
      expect(await containerOf(machine, 'store')).toEqual(before.container);
      await agent.start();
      await settled();
      await expectUntouched(before);
    });
  });

  describe('an update that fails in the middle gives back what was there', () => {
    it('because the new container ends at once', async () => {
      const before = await snapshot();
      const failed = await update('--image', 'acme/store:broken');
      expect(failed).toMatchObject(refusedWith('service_failed'));
      expect(JSON.stringify(failed)).toContain('this cannot go on');
      await expectGivenBack(before);
    });

    it('because the new container ends at once, while the agent is killed, or the control plane', async () => {
      for (const victim of ['agent', 'control plane'] as const) {
        const before = await snapshot();
        const steps = victim === 'agent' ? 2 : 3;
        const revived = killAt(victim, steps);
        await update('--image', 'acme/store:broken');
        await revived();
        await settled();
        await expectGivenBack(before);
      }
    });
  });

  /** Lets the victim be killed at the Nth step from now. Call the result when the command has ended: it runs again then. */
  function killAt(victim: 'agent' | 'control plane', step: number): () => Promise<void> {
    const { controlPlane } = cluster;
    const agent = cluster.agent('vm1');
    const kills: Promise<void>[] = [];
    if (victim === 'agent') {
      proxy.reset();
      proxy.at({ request: step, side: step % 2 === 0 ? 'before' : 'after' }, () => {
        kills.push(agent.kill().then(() => agent.start()));
      });
    } else {
      commits.count = 0;
      commits.at(step, () => kills.push(controlPlane.kill().then(() => controlPlane.start())));
    }
    return async () => {
      proxy.disarm();
      commits.disarm();
      const isKilled = kills.length > 0;
      console.log(`${victim} at step ${step}: ${isKilled ? 'killed' : 'there were not so many'}`);
      await Promise.all(kills);
    };
  }

  it(`an update during which the agent or the control plane is killed (${POINTS} points each) is made, or not at all`, async () => {
    proxy.reset();
    commits.count = 0;
    expect(await update('--env', nextValue())).toMatchObject({ ok: true });
    // What is reported while the new container is watched counts as changes of the control plane, and is no step of its own.
    const steps = { agent: proxy.count, 'control plane': commits.count / 2 };
    for (const victim of ['agent', 'control plane'] as const) {
      for (let point = 0; point < POINTS; point += 1) {
        const before = await snapshot();
        const variable = nextValue();
        const revived = killAt(victim, 1 + Math.floor(random() * steps[victim]));
        const { ok: isOk } = await update('--env', variable);
        await revived();
        await settled();
        const { preset } = await snapshot();
        const isMade = isOk === true || JSON.stringify(preset) !== JSON.stringify(before.preset);
        await (isMade ? expectMade(variable) : expectGivenBack(before));
      }
    }
  });

  it('a second operation is refused at once, and told who is at work', async () => {
    const outcomes = await Promise.all([update('--env', nextValue()), update('--env', nextValue())]);
    const [refused, ...more] = outcomes.filter((outcome) => outcome.ok !== true);
    expect(more).toEqual([]);
    expect(refused).toMatchObject(refusedWith('operation_in_progress'));
    expect(JSON.stringify(refused)).toMatch(/store: update goes on, started by owner/);
    await expectMade(`ROUND=${values - (outcomes[0]?.ok === true ? 1 : 0)}`);
  });

  it('a service that does not come up leaves nothing, and its name is free', async () => {
    const failed = await json('service', 'create', 'fresh', 'acme/store:broken', '80');
    expect(failed).toMatchObject(refusedWith('service_failed'));
    expect(await containersOf(machine, 'fresh')).toEqual([]);
    expect(await json('service', 'info', 'fresh')).toMatchObject(refusedWith('not_found'));
    expect(await json('preset', 'show', 'fresh')).toMatchObject(refusedWith('not_found'));
    await ok('service', 'create', 'fresh', 'acme/store:2', '80', '--volume', 'fresh:/data');
    await ok('service', 'delete', 'fresh', '--with-volumes', '--yes');
  });

  it('one name in two environments is two services', async () => {
    const staging = { cwd: app, env: { DEVOPSELLENCE_ENVIRONMENT: 'staging' } };
    const create = ['service', 'create', 'twin', 'acme/store:1', String(PORT), '--volume', 'data:/data'];
    await cluster.operator.ok(['node', 'attach', 'vm1'], staging);
    await cluster.operator.ok(create, staging);
    await ok(...create);
    const twins = await containersOf(machine, 'twin');
    expect(new Set(twins.map(({ HostConfig }) => HostConfig.NetworkMode)).size).toBe(2);
    expect(new Set(twins.flatMap(({ Mounts }) => Mounts.map(({ Name }) => Name))).size).toBe(2);
    await cluster.operator.ok(['service', 'delete', 'twin', '--yes'], staging);
    expect((await containersOf(machine, 'twin')).map(({ State }) => State.Status)).toEqual(['running']);
    await ok('service', 'delete', 'twin', '--yes');
  });

  it('an update without a preset begins with the settings, and none of the image is among them', async () => {
    await registries.publish(machine, 'acme/store:env', {
      ...runs(STORE),
      changes: [...(runs(STORE).changes ?? []), 'ENV OF_THE_IMAGE=1'],
    });
    const variable = nextValue();
    await update('--image', 'acme/store:env', '--env', variable);
    await ok('preset', 'delete', 'store', '--yes');
    expect(await update('--image', 'acme/store:1')).toMatchObject({ ok: true });
    await expectMade(variable);
  });

  it('long output of a command and lines that are no text arrive', async () => {
    const { Id } = await containerOf(machine, 'store');
    await machine.docker(['exec', Id, 'sh', '-c', 'printf "\\377\\200 here\\n" > /proc/1/fd/1']);
    expect(await ok('call', 'get_service_logs', 'store', '20')).toContain(' here\n');
    const counted = await ok('call', 'run_service_command', 'store', 'seq 200000 | grep -v x; echo $((1 + 1))');
    expect(counted.split('\n').slice(-3)).toEqual(['200000', '2', '']);
    expect(counted.split('\n')).toHaveLength(200_002);
  });

  it('a stopped service is told from one that runs', async () => {
    await ok('service', 'stop', 'store');
    const before = await containerOf(machine, 'store');
    expect(before.State.Status).toBe('exited');
    const again = await json('service', 'create', 'store', 'acme/store:1', String(PORT));
    expect(again).toMatchObject(refusedWith('service_exists'));
    expect(JSON.stringify(again)).toMatch(/stopped/);
    expect(await containerOf(machine, 'store')).toEqual(before);
    const asked = await cluster.operator.run(['call', 'run_service_command', 'store', 'true'], { cwd: app });
    expect(asked.code).not.toBe(0);
    expect(asked.stderr).toMatch(/store/);
    expect(asked.stderr).not.toMatch(/409|HTTP code/);
    await ok('service', 'start', 'store');
    expect(await containerOf(machine, 'store')).toMatchObject({ Id: before.Id, State: { Status: 'running' } });
  });

  it('a port for datagrams that is published answers from outside', async () => {
    await registries.publish(machine, 'acme/vpn:1', udpServer(51_820));
    await ok('service', 'create', 'vpn', 'acme/vpn:1', '--port', '51820/udp', '--publish');
    const { HostConfig } = await containerOf(machine, 'vpn');
    expect(HostConfig.PortBindings).toEqual({ '51820/udp': [{ HostIp: '', HostPort: '51820' }] });
    expect(await askByDatagram(machine.address, 51_820)).toMatch(/^VERSION /);
    await ok('service', 'delete', 'vpn', '--yes');
  });

  it('a service on the network of its node is reached there, and published once only', async () => {
    await ok('service', 'create', 'host', 'acme/other:1', String(PORT), '--host-mode');
    const { HostConfig } = await containerOf(machine, 'host');
    expect(HostConfig.NetworkMode).toBe('host');
    expect((await httpGet(machine, `http://${machine.address}:${PORT}/`)).body).toBe('other\n');
    const second = await json('service', 'create', 'second', 'acme/other:1', String(PORT), '--publish');
    expect(second).toMatchObject(refusedWith('port_in_use'));
    await ok('service', 'delete', 'host', '--yes');
  });

  it('a named volume outlives update, delete and restore, and goes when that is asked for', async () => {
    const id = await born();
    await ok('service', 'update', 'store', '--image', 'acme/store:2');
    expect(await born()).toBe(id);
    const volume = (await containerOf(machine, 'store')).Mounts.find(({ Destination }) => Destination === '/data');
    const volumes = () => machine.docker(['volume', 'ls', '--quiet']);
    await ok('service', 'delete', 'store', '--yes');
    expect(await containersOf(machine, 'store')).toEqual([]);
    expect((await volumes()).split('\n')).toContain(volume?.Name);
    await ok('service', 'restore', 'store');
    expect(await born()).toBe(id);
    await ok('service', 'delete', 'store', '--with-volumes', '--yes');
    expect((await volumes()).split('\n')).not.toContain(volume?.Name);
    await ok('service', 'restore', 'store');
    expect(await born()).not.toBe(id);
  });
});

/** What memcached, which is behind a stand-in, answers when it is asked for its version. */
async function askByDatagram(address: string, port: number): Promise<string> {
  const socket = createSocket('udp4');
  const frame = Buffer.from([0, 1, 0, 0, 0, 1, 0, 0]);
  try {
    return await eventually(
      async () => {
        socket.send(Buffer.concat([frame, Buffer.from('version\r\n')]), port, address);
        const [answer] = (await once(socket, 'message', { signal: AbortSignal.timeout(2_000) })) as [Buffer];
        return answer.subarray(frame.length).toString();
      },
      { describe: `an answer from ${address}:${port}` },
    );
  } finally {
    socket.close();
  }
}
