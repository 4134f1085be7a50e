import { readSealedContent } from '@devopsellence/control-plane/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cluster, startCluster } from '../harness/cluster.js';
import { eventually } from '../harness/eventually.js';
import { FAULT_SECRETS, type FaultRelease, faultConfig, prepareFaultApp } from '../harness/fault-app.js';
import { WebWatch } from '../harness/web-watch.js';

const NODES = ['vm1', 'vm2', 'vm3'] as const;

describe('all keys replaced while a deploy runs', () => {
  let cluster: Cluster;
  let app: string;
  let watches: readonly WebWatch[];

  beforeAll(async () => {
    cluster = await startCluster({ machines: [...NODES], images: ['busybox:1.36'] });
    app = await prepareFaultApp(cluster);
    await cluster.operator.ok(['deploy'], { cwd: app });
    watches = await Promise.all(cluster.agents.map((agent) => WebWatch.start(agent)));
  });

  afterAll(async () => {
    await Promise.all((watches ?? []).map((watch) => watch.stop()));
    await cluster?.dispose();
  });

  const json = (...words: string[]) => cluster.operator.json(words, { cwd: app });
  const startDeploy = async (release: FaultRelease) => {
    await cluster.operator.app('faults', { 'devopsellence.yml': faultConfig(release) });
    return cluster.operator.start(['deploy'], { cwd: app });
  };
  const deploy = async (release: FaultRelease) => {
    const process = await startDeploy(release);
    expect([(await process.ended()).code, process.log]).toEqual([0, expect.stringContaining('Settled')]);
  };
  const sessions = () => cluster.agents.map(({ log }) => log.split('connected to the control plane').length - 1);
  const refusals = () => cluster.log.split('refused a desired state').length - 1;
  const online = () =>
    eventually(
      async () => {
        const { nodes } = await json('node', 'list');
        return Array.isArray(nodes) && nodes.every((node: { connection?: string }) => node.connection === 'online');
      },
      { describe: 'all nodes online' },
    );

  it('loses no session and no request, and leaves nothing under an old key', async () => {
    const before = sessions();
    const [ca, signingKey, masterKey] = [
      await json('ca', 'status'),
      await json('signing-key', 'status'),
      await json('secret', 'rotate-key', '--status'),
    ];
    const deploying = await startDeploy('B');
    const begun = await Promise.all([
      json('ca', 'rotate'),
      json('signing-key', 'rotate'),
      json('secret', 'rotate-key', '--yes'),
    ]);
    expect(begun).toMatchObject([{ ok: true }, { ok: true }, { ok: true, phase: 'steady', values_left: 0 }]);
    expect([(await deploying.ended()).code, deploying.log]).toEqual([0, expect.stringContaining('Settled')]);
    const isReplaced = async () => {
      const { phase, waiting_for: waiting } = await json('ca', 'status');
      return phase === 'replaced' && Array.isArray(waiting) && waiting.length === 0;
    };
    await eventually(isReplaced, { describe: 'every node to have changed', timeoutMs: 60_000, intervalMs: 250 });
    const isSigned = async () => {
      const { phase, current } = await json('signing-key', 'status');
      return phase === 'steady' && current !== signingKey.current;
    };
    await eventually(isSigned, { describe: 'the new key to sign alone', timeoutMs: 60_000, intervalMs: 250 });
    expect(await json('ca', 'rotate', '--finish', '--yes')).toMatchObject({ phase: 'steady', other: null });
    await deploy('A');
    expect((await json('ca', 'status')).current).not.toBe(ca.current);
    expect((await json('secret', 'rotate-key', '--status')).current).not.toBe(masterKey.current);
    expect([sessions(), refusals()]).toEqual([before, 0]);
  });

  it('after which agents and control plane that are started again find each other', async () => {
    for (const agent of cluster.agents) await agent.kill();
    for (const agent of cluster.agents) await agent.start();
    await online();
    await cluster.controlPlane.stop();
    const { keys, sealedWith, values } = await readSealedContent(cluster.controlPlane.dataDir);
    expect({ keys, values: values.toSorted() }).toEqual({
      keys: sealedWith,
      values: Object.values(FAULT_SECRETS).toSorted(),
    });
    await cluster.controlPlane.start();
    await online();
    await deploy('B');
    expect(refusals()).toBe(0);
    const watched = await Promise.all(watches.map((watch) => watch.stop()));
    watches = [];
    expect(watched.map(({ gaps }) => gaps)).toEqual(NODES.map(() => []));
    expect(Math.min(...watched.map(({ asked }) => asked))).toBeGreaterThan(100);
  });
});
