import { writeFile } from 'node:fs/promises';
import { type Cluster, startCluster } from '../harness/cluster.js';
import { manyServices } from './many-services.js';
import { measureDeploys } from './measure-deploy.js';
import { measureAgent, measureCliStart } from './measure-programs.js';
import { measureRecovery } from './measure-recovery.js';
import { formatTable, type Measurement } from './report.js';

const RESULT_FILE = '.cache/bench.json';

/** Each part is told as soon as it is measured: a run takes minutes. */
async function measureAll(cluster: Cluster): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  const add = (part: readonly Measurement[]) => {
    measurements.push(...part);
    console.error(formatTable(part));
  };
  add(await measureDeploys(cluster, 1, 9));
  add(await measureDeploys(cluster, 10, 3));
  add(await measureDeploys(cluster, 50, 2));
  add(await measureRecovery(cluster, 5));
  const cwd = await cluster.operator.app('many', { 'devopsellence.yml': manyServices({ count: 20, generation: 200 }) });
  await cluster.operator.ok(['deploy'], { cwd });
  add(await measureAgent(cluster, 20));
  add(await measureCliStart(cluster));
  return measurements;
}

const cluster = await startCluster({ machines: ['bench'], images: ['busybox:1.36'] });
try {
  const measurements = await measureAll(cluster);
  await writeFile(RESULT_FILE, `${JSON.stringify(measurements, null, 2)}\n`);
  console.log(`${formatTable(measurements)}\n\nThe same as JSON: ${RESULT_FILE}`);
} finally {
  await cluster.dispose();
}
