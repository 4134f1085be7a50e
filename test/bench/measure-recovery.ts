import type { Cluster } from '../harness/cluster.js';
import { EngineApi } from './engine-api.js';
import { manyServices } from './many-services.js';
import { type Measurement, median } from './report.js';

/** Crashed container → running again: our agent beside the engine's own restart policy, alternating. */
export async function measureRecovery(cluster: Cluster, rounds: number): Promise<Measurement[]> {
  const [agent] = cluster.agents;
  if (agent === undefined) return [];
  const cwd = `${cluster.operator.home}/many`;
  const engine = new EngineApi(agent.machine.socketPath);
  await cluster.operator.app('many', { 'devopsellence.yml': manyServices({ count: 1, generation: 100 }) });
  await cluster.operator.ok(['node', 'attach', agent.machine.name], { cwd });
  await cluster.operator.ok(['deploy'], { cwd });
  const [own] = await engine.list('devopsellence.service=s0');
  if (own === undefined) throw new Error('the service does not run');
  await engine.createNetwork('peers');
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    // A new container each round: the engine waits longer before each further restart of the same one.
    const peer = await engine.runContainer(`peer-${round}`, { network: 'peers', restart: 'always' });
    theirs.push(await killToStart(engine, peer));
    await engine.remove(peer);
    ours.push(await killToStart(engine, own.Id));
    await stableAgain(cluster, cwd);
  }
  const measurement: Measurement = {
    what: 'crashed container → running again',
    unit: 'ms',
    ours: median(ours),
    against: 'restart policy of the engine',
    theirs: median(theirs),
    compare: 'ratio',
    target: 1.1,
  };
  return [measurement];
}

/** From the engine's die event to its start event. */
async function killToStart(engine: EngineApi, id: string): Promise<number> {
  const times = new Map<string, number>();
  let stop = () => {};
  const restarted = new Promise<void>((resolve) => {
    void engine
      .watch((action, container, atMs) => {
        if (container !== id) return;
        times.set(action, atMs);
        if (action === 'start') resolve();
      })
      .then((done) => {
        stop = done;
        return engine.endProcess(id);
      });
  });
  await restarted;
  stop();
  return (times.get('start') ?? 0) - (times.get('die') ?? 0);
}

/** The agent forgets exits once a container has been ready for ten seconds: each round is a first exit. */
async function stableAgain(cluster: Cluster, cwd: string): Promise<void> {
  const until = Date.now() + 10_500;
  while (Date.now() < until) await cluster.operator.ok(['status'], { cwd });
}
