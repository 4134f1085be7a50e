import { writeFile } from 'node:fs/promises';
import { type Cluster, startCluster } from '../harness/cluster.js';
import { manyServices } from './many-services.js';
import { measureDeploys } from './measure-deploy.js';
import { measureOrder } from './measure-order.js';
import { measureAgent, measureCliStart } from './measure-programs.js';
import { measureRecovery } from './measure-recovery.js';
import { measureUpdate } from './measure-update.js';
import { formatTable, type Measurement } from './report.js';
import { Swarm } from './swarm.js';

const RESULT_FILE = '.cache/bench.json';
/** Each takes some 20 s, most of it Swarm's own delays. */
const SWARM_ROUNDS = 9;

/** What can be measured alone: `npm run bench -- update order`. Without a name, all of it, in this order. */
const PARTS: Readonly<Record<string, (cluster: Cluster) => Promise<Measurement[]>>> = {
  deploy: async (cluster) => [
    ...(await measureDeploys(cluster, 1, 9)),
    ...(await measureDeploys(cluster, 10, 3)),
    ...(await measureDeploys(cluster, 50, 2)),
  ],
  recovery: (cluster) => measureRecovery(cluster, 5),
  programs: measurePrograms,
  order: (cluster) => withSwarm(cluster, (swarm) => measureOrder(cluster, swarm, SWARM_ROUNDS)),
  update: (cluster) => withSwarm(cluster, (swarm) => measureUpdate(cluster, swarm, SWARM_ROUNDS)),
};

async function measurePrograms(cluster: Cluster): Promise<Measurement[]> {
  const cwd = await cluster.operator.app('many', { 'devopsellence.yml': manyServices({ count: 20, generation: 200 }) });
  await cluster.operator.ok(['node', 'attach', cluster.agents[0]?.machine.name ?? ''], { cwd });
  await cluster.operator.ok(['deploy'], { cwd });
  return [...(await measureAgent(cluster, 20)), ...(await measureCliStart(cluster))];
}

async function withSwarm(cluster: Cluster, measure: (swarm: Swarm) => Promise<Measurement[]>): Promise<Measurement[]> {
  const [agent] = cluster.agents;
  if (agent === undefined) return [];
  const swarm = await Swarm.start(agent.machine);
  try {
    return await measure(swarm);
  } finally {
    await swarm.stop();
  }
}

/** Each part is told as soon as it is measured: a run takes minutes. */
async function measureAll(cluster: Cluster, names: readonly string[]): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const name of names) {
    const part = (await PARTS[name]?.(cluster)) ?? [];
    measurements.push(...part);
    console.error(formatTable(part));
  }
  return measurements;
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => PARTS[name] === undefined);
if (unknown.length > 0) throw new Error(`there is no ${unknown.join(', ')}; there is ${Object.keys(PARTS).join(', ')}`);
const names = asked.length > 0 ? asked : Object.keys(PARTS);
const cluster = await startCluster({ machines: ['bench'], images: ['busybox:1.36', 'redis:7-alpine'] });
try {
  const measurements = await measureAll(cluster, names);
  await writeFile(RESULT_FILE, `${JSON.stringify(measurements, null, 2)}\n`);
  console.log(`${formatTable(measurements)}\n\nThe same as JSON: ${RESULT_FILE}`);
} finally {
  await cluster.dispose();
}
