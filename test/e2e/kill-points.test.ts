import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommitWatch } from '../harness/commit-watch.js';
import { eventually } from '../harness/eventually.js';
import type { FaultRelease } from '../harness/fault-app.js';
import { FaultCluster } from '../harness/fault-cluster.js';
import { isFullRun, randomOf, testSeed } from '../harness/seed.js';
import { WebWatch } from '../harness/web-watch.js';

const SEED = testSeed(20_261_125);
const POINTS = isFullRun ? 50 : 5;
const VICTIMS = ['agent', 'control plane', 'agent', 'control plane', 'command'] as const;
type Victim = (typeof VICTIMS)[number];

interface Arming {
  /** Where, in words. */
  readonly point: string;
  /** Empty until the moment has come; then the death of the victim. */
  readonly kills: readonly Promise<void>[];
  readonly revive: () => Promise<void>;
}

/** What an undisturbed deploy consists of: how many steps there are to be killed at. */
interface Steps {
  readonly requests: number;
  readonly commits: number;
}

describe(`guarantees 1, 2 and 5: killed with -9 at ${POINTS} points of a deploy (seed ${SEED})`, () => {
  const random = randomOf(SEED);
  const steps = new Map<FaultRelease, Steps>();
  let faults: FaultCluster;
  let commits: CommitWatch;
  let current: FaultRelease = 'A';

  const other = (): FaultRelease => (current === 'A' ? 'B' : 'A');
  const upTo = (count: number) => 1 + Math.floor(random() * count);

  beforeAll(async () => {
    faults = await FaultCluster.start({ machines: ['vm1', 'vm2'] });
    commits = new CommitWatch(faults.cluster.controlPlane.dataDir);
    for (const release of ['B', 'A'] as const) {
      faults.proxy('vm1').reset();
      commits.count = 0;
      await faults.learn(release);
      steps.set(release, { requests: faults.proxy('vm1').count, commits: commits.count });
    }
  });

  afterAll(async () => {
    commits?.close();
    await faults?.dispose();
  });

  /** Lets the victim be killed at a step of the coming deploy, out of this share of all steps. */
  function arm(victim: Victim, share: number, killCommand: () => void): Arming {
    const { requests = 1, commits: changes = 1 } = steps.get(other()) ?? {};
    if (victim === 'agent') return armAgent(upTo(requests * share));
    const commit = upTo(changes * share);
    const { controlPlane } = faults.cluster;
    const kills: Promise<void>[] = [];
    commits.count = 0;
    commits.at(commit, () => {
      if (victim === 'command') killCommand();
      kills.push(victim === 'command' ? Promise.resolve() : controlPlane.kill());
    });
    const revive = async () => (victim === 'command' ? undefined : controlPlane.start());
    return { point: `${victim} at commit ${commit} of ${changes}`, kills, revive };
  }

  function armAgent(request: number): Arming {
    const name = random() < 0.5 ? 'vm1' : 'vm2';
    const side = random() < 0.5 ? 'before' : 'after';
    const agent = faults.cluster.agent(name);
    const kills: Promise<void>[] = [];
    faults.proxy(name).reset();
    faults.proxy(name).at({ request, side }, () => kills.push(agent.kill()));
    return { point: `agent of ${name} ${side} request ${request}`, kills, revive: () => agent.start() };
  }

  /**
   * Deploys the other release with one kill in the middle; resolves to the point it was killed at. A deploy may have
   * fewer steps than the undisturbed one had: then the next is killed earlier.
   */
  async function deployKilled(victim: Victim, share = 1): Promise<string> {
    if (share < 1 / 8) throw new Error(`no deploy came to the point where the ${victim} was to be killed`);
    let killCommand = () => {};
    const { point, kills, revive } = arm(victim, share, () => killCommand());
    const release = other();
    const deploy = await faults.startDeploy(release);
    killCommand = () => void deploy.kill();
    let ended = false;
    const end = deploy.ended().finally(() => {
      ended = true;
    });
    await eventually(() => kills.length > 0 || ended, { describe: point, timeoutMs: 180_000, intervalMs: 5 });
    commits.disarm();
    for (const { machine } of faults.cluster.agents) faults.proxy(machine.name).disarm();
    await Promise.all(kills);
    if (kills.length > 0) await revive();
    const { code } = await end;
    if (code !== 0) await faults.deployAgain(release);
    current = release;
    return kills.length > 0 ? `${point}: the command ended with ${code}` : deployKilled(victim, share / 2);
  }

  it.each(
    Array.from({ length: POINTS }, (_, index) => [index + 1, VICTIMS[index % VICTIMS.length] ?? 'agent'] as const),
  )(
    'point %i, the %s: the same end state as undisturbed, the web service served throughout, all foreign intact',
    async (_, victim) => {
      const watches = await Promise.all(faults.cluster.agents.map((agent) => WebWatch.start(agent)));
      const point = await deployKilled(victim);
      process.stdout.write(`${point}\n`);
      await faults.expectUndisturbed(current);
      for (const watch of watches) {
        const { asked, gaps } = await watch.stop();
        expect({ point, gaps }).toEqual({ point, gaps: [] });
        expect(asked).toBeGreaterThan(0);
      }
    },
  );
});
