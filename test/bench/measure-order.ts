import type { Cluster } from '../harness/cluster.js';
import { EngineApi, IDLE_COMMAND } from './engine-api.js';
import { besideSwarm, type Measurement } from './report.js';
import { momentOfLine, type Swarm, startOf } from './swarm.js';

const REDIS = 'redis:7-alpine';
const READY = 'Ready to accept connections';
/** By how much later Redis accepts connections from round to round, so that nobody's timers happen to suit it. */
const LATER_S = 0.7;
const LATEST_S = 3;

/**
 * Redis ready → what needs it started: ours starts it then, by `depends_on`; Swarm knows no order, and starts what has ended
 * with an error again after its default delay. Alternating, on the same engine.
 */
export async function measureOrder(cluster: Cluster, swarm: Swarm, rounds: number): Promise<Measurement[]> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const delayS = 1 + ((round * LATER_S) % LATEST_S);
    ours.push(await ownRound(cluster, round, delayS));
    theirs.push(await swarmRound(cluster, swarm, delayS));
  }
  return besideSwarm('redis ready → its client started', { ours, theirs, target: 0.5 });
}

function redisCommand(delayS: number): readonly string[] {
  return ['sh', '-c', `sleep ${delayS.toFixed(1)}; exec redis-server --save '' --protected-mode no`];
}

/** Ends at once with an error where Redis does not answer. */
function clientCommand(host: string): readonly string[] {
  return ['sh', '-c', `redis-cli -h ${host} ping || exit 1; ${IDLE_COMMAND[2] ?? ''}`];
}

async function ownRound(cluster: Cluster, round: number, delayS: number): Promise<number> {
  const [agent] = cluster.agents;
  if (agent === undefined) throw new Error('there is no machine');
  const { machine } = agent;
  const anchor = { image: 'busybox:1.36', args: IDLE_COMMAND };
  await deploy(cluster, { anchor });
  const env = { ROUND: String(round) };
  await deploy(cluster, {
    anchor,
    redis: { image: REDIS, command: redisCommand(delayS), env, readiness: { tcp: 6379, retries: 60 } },
    client: { image: REDIS, command: clientCommand('redis'), env, depends_on: ['redis'], stop_grace_period: '2s' },
  });
  const engine = new EngineApi(machine.socketPath);
  const [redis] = await engine.list('devopsellence.service=redis');
  const [client] = await engine.list('devopsellence.service=client');
  if (redis === undefined || client === undefined) throw new Error('the services do not run');
  return (await startOf(machine, client.Id)) - (await momentOfLine(machine, redis.Id, READY));
}

async function deploy(cluster: Cluster, services: object): Promise<void> {
  const { operator } = cluster;
  const head = { schema_version: 1, organization: 'bench', project: 'order', rollout: { stable_for: '0s' } };
  const cwd = await operator.app('order', { 'devopsellence.yml': JSON.stringify({ ...head, services }) });
  await operator.ok(['node', 'attach', cluster.agents[0]?.machine.name ?? ''], { cwd });
  await operator.ok(['deploy'], { cwd });
}

async function swarmRound({ agents: [agent] }: Cluster, swarm: Swarm, delayS: number): Promise<number> {
  if (agent === undefined) throw new Error('there is no machine');
  const [redis, client] = ['order-redis', 'order-client'];
  await swarm.create({ name: redis, image: REDIS, command: redisCommand(delayS) });
  await swarm.create({ name: client, image: REDIS, command: clientCommand(redis) });
  const { id } = await swarm.startedAfter(redis, 0);
  const readyAt = await momentOfLine(agent.machine, id, READY);
  const { startedAt } = await swarm.startedAfter(client, readyAt);
  await swarm.remove([redis, client]);
  return startedAt - readyAt;
}
