import type { Cluster } from '../harness/cluster.js';
import { EngineApi } from './engine-api.js';
import { type ManyServicesOptions, manyServices } from './many-services.js';
import { type Measurement, median } from './report.js';
import { nthStart } from './start-times.js';

const ENGINE_CONCURRENCY = 4;

/** deploy → all running, no-op deploy: beside the engine's own create and start of as many containers. */
export async function measureDeploys(cluster: Cluster, count: number, rounds: number): Promise<Measurement[]> {
  const [agent] = cluster.agents;
  if (agent === undefined) return [];
  const engine = new EngineApi(agent.machine.socketPath);
  const raw: number[] = [];
  const accepted: number[] = [];
  const wall: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await deployOnly(cluster, { count: 0, generation: 0 });
    raw.push(await engineRun(engine, count));
    const times = await deployRun(cluster, engine, { count, generation: round });
    accepted.push(times.acceptedToRunningMs);
    wall.push(times.wallMs);
  }
  const noop: number[] = [];
  for (let round = 0; round < rounds; round += 1)
    noop.push(await timed(() => cluster.operator.ok(['deploy'], here(cluster))));
  const theirs = median(raw);
  const against = `engine alone, ${ENGINE_CONCURRENCY} at a time`;
  return [
    count === 1
      ? {
          what: 'deploy accepted → 1 started',
          unit: 'ms',
          ours: median(accepted),
          against,
          theirs,
          compare: 'difference',
          target: 15,
        }
      : {
          what: `deploy accepted → ${count} started`,
          unit: 'ms',
          ours: median(accepted),
          against,
          theirs,
          compare: 'ratio',
          target: 1.1,
        },
    {
      what: `deploy of ${count}, wall`,
      unit: 'ms',
      ours: median(wall),
      against,
      theirs,
      compare: 'difference',
      target: 250,
    },
    {
      what: `no-op deploy of ${count}, wall`,
      unit: 'ms',
      ours: median(noop),
      against: '',
      theirs: 0,
      compare: 'value',
      target: 275,
    },
  ];
}

function here(cluster: Cluster): { cwd: string } {
  return { cwd: `${cluster.operator.home}/many` };
}

async function engineRun(engine: EngineApi, count: number): Promise<number> {
  await engine.createNetwork('raw');
  const names = Array.from({ length: count }, (_, index) => `raw-${index}`);
  const began = Date.now();
  const { started } = await nthStart(engine, count);
  const ids: string[] = [];
  const worker = async () => {
    for (let name = names.shift(); name !== undefined; name = names.shift()) {
      ids.push(await engine.runContainer(name, { network: 'raw' }));
    }
  };
  await Promise.all(Array.from({ length: ENGINE_CONCURRENCY }, worker));
  const tookMs = (await started) - began;
  await Promise.all(ids.map((id) => engine.remove(id)));
  await engine.removeNetwork('raw');
  return tookMs;
}

/** Deploys and waits until it is settled. */
async function deployOnly(cluster: Cluster, options: ManyServicesOptions): Promise<void> {
  await cluster.operator.app('many', { 'devopsellence.yml': manyServices(options) });
  await cluster.operator.ok(['node', 'attach', cluster.agents[0]?.machine.name ?? ''], here(cluster));
  await cluster.operator.ok(['deploy'], here(cluster));
}

interface DeployTimes {
  readonly acceptedToRunningMs: number;
  readonly wallMs: number;
}

async function deployRun(cluster: Cluster, engine: EngineApi, options: ManyServicesOptions): Promise<DeployTimes> {
  await cluster.operator.app('many', { 'devopsellence.yml': manyServices(options) });
  const { started } = await nthStart(engine, options.count);
  const began = Date.now();
  const deploy = cluster.operator.start(['deploy', '--json'], here(cluster));
  await deploy.json((line) => line.event === 'started', 'the start of the deployment');
  const accepted = Date.now();
  const running = await started;
  const { code } = await deploy.ended();
  if (code !== 0) throw new Error(deploy.log);
  return { acceptedToRunningMs: running - accepted, wallMs: Date.now() - began };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
