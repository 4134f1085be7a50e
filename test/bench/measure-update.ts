import type { Cluster } from '../harness/cluster.js';
import { EngineApi, IDLE_COMMAND } from './engine-api.js';
import { besideSwarm, type Measurement } from './report.js';
import { nthStart } from './start-times.js';
import type { Swarm } from './swarm.js';

const IMAGE = 'busybox:1.36';
const PEER = 'update-app';

interface UpdateTimes {
  /** From the start of the command to that of the new container. */
  readonly startedMs: number;
  /** Until the command has returned: the new one has been ready for as long as is asked, and the old one is gone. */
  readonly returnedMs: number;
}

/**
 * A variable of one service changes, the new container is started beside the old one: `deploy` beside `docker service
 * update`, each with its own defaults of how long a new container is watched (3 s and 5 s). Alternating, on the same engine.
 */
export async function measureUpdate(cluster: Cluster, swarm: Swarm, rounds: number): Promise<Measurement[]> {
  const [agent] = cluster.agents;
  if (agent === undefined) return [];
  const engine = new EngineApi(agent.machine.socketPath);
  const ours: UpdateTimes[] = [];
  const theirs: UpdateTimes[] = [];
  await swarm.create({ name: PEER, image: IMAGE, command: IDLE_COMMAND });
  await swarm.startedAfter(PEER, 0);
  await deploy(cluster, 'first');
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await timed(engine, () => deploy(cluster, String(round))));
    theirs.push(await timed(engine, () => swarm.update(PEER, `ROUND=${round}`)));
  }
  await swarm.remove([PEER]);
  const each = (of: (times: UpdateTimes) => number) => ({ ours: ours.map(of), theirs: theirs.map(of) });
  return [
    ...besideSwarm('update of 1 → new started', { ...each(({ startedMs }) => startedMs), target: 0.35 }),
    ...besideSwarm('update of 1 → returns', { ...each(({ returnedMs }) => returnedMs), target: 1 }),
  ];
}

async function timed(engine: EngineApi, update: () => Promise<void>): Promise<UpdateTimes> {
  const { started } = await nthStart(engine, 1);
  const began = Date.now();
  await update();
  const returnedMs = Date.now() - began;
  return { startedMs: (await started) - began, returnedMs };
}

async function deploy({ operator, agents }: Cluster, round: string): Promise<void> {
  const rollout = { order: 'start-first' };
  const app = { image: IMAGE, args: IDLE_COMMAND, env: { ROUND: round }, stop_grace_period: '2s', rollout };
  const config = { schema_version: 1, organization: 'bench', project: 'update', services: { app } };
  const cwd = await operator.app('update', { 'devopsellence.yml': JSON.stringify(config) });
  if (round === 'first') await operator.ok(['node', 'attach', agents[0]?.machine.name ?? ''], { cwd });
  await operator.ok(['deploy'], { cwd });
}
