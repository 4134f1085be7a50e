import { X509Certificate } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEngine } from '../harness/engine-objects.js';
import { eventually } from '../harness/eventually.js';
import { FaultCluster } from '../harness/fault-cluster.js';
import type { Machine } from '../harness/machines.js';
import { programs } from '../harness/programs.js';
import { SmallDisk } from '../harness/small-disk.js';
import { readStatus } from '../harness/status-document.js';

/** Preloaded into a program, it tells it another time; what measures spans goes on as it does. */
const FAKETIME = {
  LD_PRELOAD: '/usr/$LIB/faketime/libfaketimeMT.so.1',
  FAKETIME_DONT_FAKE_MONOTONIC: '1',
};

describe('guarantees 1, 3, 5 and 6: engines, machines, clocks and disks that fail', () => {
  let faults: FaultCluster;

  beforeAll(async () => {
    faults = await FaultCluster.start({ machines: ['vm1', 'vm2'] });
    await faults.learn('B');
    await faults.learn('A');
  });

  afterAll(async () => {
    await faults?.dispose();
  });

  const agent = (name: string) => faults.cluster.agent(name);
  const json = (...args: string[]) => faults.cluster.operator.json(args, { cwd: faults.app });

  /** Deploys, lets something happen when work has begun on vm1, and deploys again if that was too much for it. */
  async function deployWith(release: 'A' | 'B', happens: () => Promise<void>): Promise<void> {
    faults.proxy('vm1').reset();
    const deploy = await faults.startDeploy(release);
    await eventually(() => faults.proxy('vm1').count > 0, { describe: 'work on vm1', intervalMs: 5 });
    await happens();
    if ((await deploy.ended()).code !== 0) await faults.deployAgain(release);
  }

  /** A certificate that the control plane issues now must count for the node that joins with it, by the node's clock. */
  async function certificateOfNewcomer(): Promise<{ readonly isValidNow: boolean; readonly certificate: string }> {
    const { machine } = agent('vm1');
    const { controlPlane } = faults.cluster;
    const { join_token: token } = await json('node', 'register', '--name', 'newcomer');
    const stateDir = join(machine.stateDir, 'newcomer');
    const args = ['join', controlPlane.operator, '--token', String(token), '--state-dir', stateDir];
    await machine.run(programs.agent, args);
    const { certificate } = JSON.parse(await readFile(join(stateDir, 'node.json'), 'utf8')) as { certificate: string };
    await json('node', 'remove', 'newcomer', '--yes');
    await rm(stateDir, { recursive: true });
    const { validFrom, validTo } = new X509Certificate(certificate);
    const now = Date.now();
    return { isValidNow: Date.parse(validFrom) <= now && now <= Date.parse(validTo), certificate };
  }

  it('Docker is restarted in the middle of a deploy', async () => {
    const { machine } = agent('vm1');
    await deployWith('B', async () => {
      await machine.stopDocker();
      await machine.startDocker();
    });
    await faults.foreignRestarted('vm1');
    await faults.expectUndisturbed('B');
  });

  it('a node starts anew while the control plane is away: its services come back, what is needed first', async () => {
    const { machine } = agent('vm2');
    await faults.cluster.controlPlane.kill();
    await machine.reboot();
    await agent('vm2').start();
    await eventually(async () => (await ours(machine)).every(({ State }) => State.Status === 'running'), {
      describe: 'all services to run again',
    });
    const [store, web] = await Promise.all([serviceOf(machine, 'store'), serviceOf(machine, 'web')]);
    expect(Date.parse(web.State.StartedAt)).toBeGreaterThan(Date.parse(store.State.StartedAt));
    await faults.cluster.controlPlane.start();
    await faults.foreignRestarted('vm2');
    await faults.expectUndisturbed('B');
  });

  it.each([
    ['+10m', 'A', 'behind'],
    ['-10m', 'B', 'ahead of'],
  ] as const)(
    'the control plane’s clock is off by %s: a deploy of %s settles, and doctor names the clocks',
    async (offset, release, direction) => {
      const { controlPlane } = faults.cluster;
      await controlPlane.stop();
      await controlPlane.start({ ...FAKETIME, FAKETIME: offset });
      await faults.deployAgain(release);
      await faults.expectUndisturbed(release);
      const { findings } = await json('doctor');
      for (const [code, who] of [
        ['clock_skew', 'vm1'],
        ['clock_skew', 'vm2'],
        ['local_clock_skew', direction],
      ] as const) {
        const named = { code, message: expect.stringContaining(who) as unknown };
        expect(findings).toContainEqual(expect.objectContaining(named));
      }
      expect(await certificateOfNewcomer()).toMatchObject({ isValidNow: true });
      await controlPlane.stop();
      await controlPlane.start();
      await faults.expectUndisturbed(release);
    },
  );

  it('the disk of an agent is full: it says so, keeps what runs, and goes on once there is room', async () => {
    await agent('vm1').stop();
    const disk = await SmallDisk.under(agent('vm1').stateDir, 1);
    await disk.fill();
    await agent('vm1').start();
    const deploy = await faults.startDeploy('B');
    await eventually(() => /no space left|ENOSPC/.test(agent('vm1').log), { describe: 'the agent to say so' });
    expect((await serviceOf(agent('vm1').machine, 'web')).State.Status).toBe('running');
    await disk.makeRoom();
    if ((await deploy.ended()).code !== 0) await faults.deployAgain('B');
    await faults.expectUndisturbed('B');
  });

  it('the disk of the control plane is full: it refuses what it cannot keep, says why, and goes on later', async () => {
    const { controlPlane } = faults.cluster;
    await controlPlane.stop();
    const disk = await SmallDisk.under(controlPlane.dataDir, 16);
    await controlPlane.start();
    await disk.fill();
    const error = await eventually(
      async () => {
        const answer = await json('token', 'create', '--name', `token-${Date.now()}`, '--role', 'viewer');
        return (answer.error ?? undefined) as { code: string; message: string } | undefined;
      },
      { describe: 'a change to be refused', timeoutMs: 60_000 },
    );
    expect(error).toMatchObject({ code: 'storage_full', message: expect.stringContaining('disk') as unknown });
    const deploy = await faults.startDeploy('A');
    expect((await deploy.ended()).code).not.toBe(0);
    expect((await readStatus(faults.cluster.operator, faults.app)).nodes).toHaveLength(2);
    await disk.makeRoom();
    await faults.deployAgain('A');
    await faults.expectUndisturbed('A');
  });
});

async function ours(machine: Machine) {
  const { containers } = await readEngine(machine);
  return containers.filter(({ Name }) => Name.startsWith('/faults-production'));
}

async function serviceOf(machine: Machine, name: string) {
  const found = (await ours(machine)).find(({ Config }) => Config.Labels?.['devopsellence.service'] === name);
  if (found === undefined) throw new Error(`there is no ${name} on ${machine.name}`);
  return found;
}
