import type { Cluster } from '../harness/cluster.js';
import { EngineApi, IDLE_COMMAND } from './engine-api.js';
import { besideSwarm, type Measurement } from './report.js';
import { nthStart } from './start-times.js';
import type { Swarm, UpdateOrder } from './swarm.js';

const IMAGE = 'busybox:1.36';
const PEER = 'update-app';

interface UpdateTimes {
  /** From the start of the command to that of the new container. */
  readonly startedMs: number;
  /** Until the command has returned: the new one has been ready for as long as is asked, and the old one is gone. */
  readonly returnedMs: number;
}

const ORDERS: readonly UpdateOrder[] = ['stop-first', 'start-first'];

/**
 * A variable of one service changes: `deploy` beside `docker service update`, in both orders (stop-first is the default of
 * both for such a service), each with its own default of how long a new container is watched (3 s and 5 s). Alternating, on
 * the same engine.
 */
export async function measureUpdate(cluster: Cluster, swarm: Swarm, rounds: number): Promise<Measurement[]> {
  const [agent] = cluster.agents;
  if (agent === undefined) return [];
  const engine = new EngineApi(agent.machine.socketPath);
  await swarm.create({ name: PEER, image: IMAGE, command: IDLE_COMMAND });
  await swarm.startedAfter(PEER, 0);
  const measured: Measurement[] = [];
  for (const order of ORDERS) {
    await deploy(cluster, order, 'first');
    measured.push(...(await measureOrder({ cluster, swarm, engine, order }, rounds)));
  }
  await swarm.remove([PEER]);
  return measured;
}

interface Bench {
  readonly cluster: Cluster;
  readonly swarm: Swarm;
  readonly engine: EngineApi;
  readonly order: UpdateOrder;
}

async function measureOrder({ cluster, swarm, engine, order }: Bench, rounds: number): Promise<readonly Measurement[]> {
  const ours: UpdateTimes[] = [];
  const theirs: UpdateTimes[] = [];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await timed(engine, () => deploy(cluster, order, String(round))));
    theirs.push(await timed(engine, () => swarm.update(PEER, `ROUND=${order}${round}`, order)));
  }
  const each = (of: (times: UpdateTimes) => number) => ({ ours: ours.map(of), theirs: theirs.map(of) });
  return [
    ...besideSwarm(`update of 1, ${order} → new started`, { ...each(({ startedMs }) => startedMs), target: 0.35 }),
    ...besideSwarm(`update of 1, ${order} → returns`, { ...each(({ returnedMs }) => returnedMs), target: 1 }),
  ];
}

async function timed(engine: EngineApi, update: () => Promise<void>): Promise<UpdateTimes> {
  const { started } = await nthStart(engine, 1);
  const began = Date.now();
  await update();
  const returnedMs = Date.now() - began;
  return { startedMs: (await started) - began, returnedMs };
}

async function deploy({ operator, agents }: Cluster, order: UpdateOrder, round: string): Promise<void> {
  const rollout = { order };
  const app = { image: IMAGE, args: IDLE_COMMAND, env: { ROUND: round }, stop_grace_period: '2s', rollout };
  const config = { schema_version: 1, organization: 'bench', project: `update-${order}`, services: { app } };
  const cwd = await operator.app(`update-${order}`, { 'devopsellence.yml': JSON.stringify(config) });
  if (round === 'first') await operator.ok(['node', 'attach', agents[0]?.machine.name ?? ''], { cwd });
  await operator.ok(['deploy'], { cwd });
}
