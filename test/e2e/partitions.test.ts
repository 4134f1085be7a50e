import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEngine } from '../harness/engine-objects.js';
import { eventually } from '../harness/eventually.js';
import { FaultCluster } from '../harness/fault-cluster.js';
import type { LostPackets, Machine } from '../harness/machines.js';
import { readStatus, type StatusDocument } from '../harness/status-document.js';
import { WebWatch } from '../harness/web-watch.js';

/** What is lost on which machine, all at the same time. */
const CUTS: Readonly<Record<string, LostPackets>> = { vm1: 'both', vm2: 'incoming', vm3: 'outgoing' };
const MACHINES = Object.keys(CUTS);

describe('guarantees 2, 3 and 5: nodes that are cut off, in both directions and in one', () => {
  let faults: FaultCluster;

  const status = () => readStatus(faults.cluster.operator, faults.app);
  const machines = () => faults.cluster.agents.map(({ machine }) => machine);

  beforeAll(async () => {
    faults = await FaultCluster.start({ machines: MACHINES });
    await faults.learn('B');
    await faults.learn('A');
  });

  afterAll(async () => {
    await faults?.dispose();
  });

  async function whileCutOff(work: () => Promise<void>): Promise<void> {
    await Promise.all(machines().map((machine) => machine.disconnect(CUTS[machine.name])));
    try {
      await work();
    } finally {
      await Promise.all(machines().map((machine) => machine.connect()));
    }
  }

  /** Ends when every node is known to be cut off. All the while nothing on a node that is may count as healthy. */
  async function untilSeen(): Promise<StatusDocument> {
    return eventually(
      async () => {
        const seen = await status();
        const lost = seen.nodes.filter(({ connection }) => connection !== 'online');
        expect(lost.flatMap(({ services }) => services.filter(({ ready }) => ready))).toEqual([]);
        return lost.length === MACHINES.length && seen;
      },
      { describe: 'all nodes to be seen as cut off', timeoutMs: 90_000, intervalMs: 500 },
    );
  }

  it('idle: they are shown as cut off, keep what they have, and stand as before once they are back', async () => {
    const watches = await Promise.all(faults.cluster.agents.map((agent) => WebWatch.start(agent)));
    await whileCutOff(async () => {
      await Promise.all(machines().map(crashStore));
      const seen = await untilSeen();
      for (const { ready, waiting_on } of seen.nodes.flatMap(({ services }) => services)) {
        expect({ ready, first: waiting_on[0] }).toMatchObject({ ready: false, first: { subject: 'node' } });
      }
      const fleet = await faults.cluster.operator.json(['fleet', 'status']);
      expect(fleet).toMatchObject({ summary: { nodes: { online: 0 } } });
      await Promise.all(machines().map(storeRuns));
    });
    await faults.expectUndisturbed('A');
    for (const watch of watches) expect((await watch.stop()).gaps).toEqual([]);
  });

  it('in the middle of a deploy: it goes on once they are back, and ends as if undisturbed', async () => {
    const watches = await Promise.all(faults.cluster.agents.map((agent) => WebWatch.start(agent)));
    for (const name of MACHINES) faults.proxy(name).reset();
    const deploy = await faults.startDeploy('B');
    await eventually(() => MACHINES.every((name) => faults.proxy(name).count > 0), { describe: 'work on every node' });
    await whileCutOff(async () => {
      expect((await untilSeen()).deployment?.state).toBe('running');
    });
    const { code } = await deploy.ended();
    if (code !== 0) throw new Error(`the deploy ended with ${code}\n${deploy.log}\n${faults.cluster.log}`);
    await faults.expectUndisturbed('B');
    for (const watch of watches) expect((await watch.stop()).gaps).toEqual([]);
  });
});

/** Kills the container of the store: its agent is to bring it back by itself. */
async function crashStore(machine: Machine): Promise<void> {
  const { Name } = await storeOf(machine);
  await machine.docker(['kill', Name]);
}

async function storeRuns(machine: Machine): Promise<void> {
  await eventually(async () => (await storeOf(machine)).State.Status === 'running', {
    describe: `the store on ${machine.name} to run again`,
  });
}

async function storeOf(machine: Machine) {
  const { containers } = await readEngine(machine);
  const store = containers.find(({ Config }) => Config.Labels?.['devopsellence.service'] === 'store');
  if (store === undefined) throw new Error(`there is no store on ${machine.name}`);
  return store;
}
