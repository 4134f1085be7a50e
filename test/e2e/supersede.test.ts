import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Cluster, startCluster } from '../harness/cluster.js';
import { CommitWatch } from '../harness/commit-watch.js';
import { eventually } from '../harness/eventually.js';
import { isFullRun, randomOf, testSeed } from '../harness/seed.js';
import { readStatus, readyServices } from '../harness/status-document.js';

const SEED = testSeed(20_261_129);
const KILLS = isFullRun ? 10 : 2;
/** A supersession is one commit of the few that a deploy makes before it is answered. */
const COMMITS = 4;
const FOREVER = 'trap "exit 0" TERM; while :; do sleep 3600 & wait; done';
/** Says when it begins, and how it ends: by itself, or because it is stopped. */
const MIGRATE =
  'say() { echo "$1 $VERSION" >> /log/runs; }; say began; ' +
  'trap "say stopped; exit 9" TERM; i=0; while [ $i -lt $STEPS ]; do sleep 0.1; i=$((i+1)); done; say ended';

interface ListedDeployment {
  readonly id: string;
  readonly state: string;
  readonly reason: string;
}

describe(`a deployment that supersedes one whose release task runs (seed ${SEED})`, () => {
  const random = randomOf(SEED);
  let cluster: Cluster;
  let commits: CommitWatch;
  let app: string;
  let version = 0;

  const run = (...args: string[]) => cluster.operator.run(args, { cwd: app });

  /** The task takes so many tenths of a second. */
  async function write(steps: number): Promise<string> {
    version += 1;
    const job = {
      image: 'busybox:1.36',
      args: ['sh', '-c', FOREVER],
      env: { VERSION: `v${version}`, STEPS: String(steps) },
      volumes: [{ source: 'log', target: '/log' }],
      stop_grace_period: '5s',
    };
    const task = { service: 'job', command: ['sh', '-c', MIGRATE], timeout: '2m' };
    const config = { services: { job }, tasks: { release: task }, rollout: { stable_for: '0s' } };
    const names = { schema_version: 1, organization: 'acme', project: 'batch' };
    app = await cluster.operator.app('batch', { 'devopsellence.yml': JSON.stringify({ ...names, ...config }) });
    return `v${version}`;
  }

  /** What tasks said on all machines, in order; they run on one. */
  async function runs(): Promise<readonly string[]> {
    const texts = await Promise.all(
      cluster.agents.map(async ({ machine }) => {
        const filters = ['--filter', 'label=devopsellence.service=job'];
        const [id = ''] = (await machine.docker(['ps', '--quiet', ...filters])).split('\n');
        return id === '' ? '' : await machine.docker(['exec', id, 'sh', '-c', 'cat /log/runs || true']);
      }),
    );
    return texts.flatMap((text) => text.split('\n')).filter((line) => line !== '');
  }

  async function deployments(): Promise<readonly ListedDeployment[]> {
    return (await cluster.operator.json(['deployment', 'list'], { cwd: app })).deployments as ListedDeployment[];
  }

  /** A deploy whose task runs and does not end by itself for long. */
  async function busyDeploy() {
    const name = await write(1_000);
    const process = cluster.operator.start(['deploy'], { cwd: app });
    await eventually(async () => (await runs()).includes(`began ${name}`), {
      describe: `the task of ${name} to begin`,
    });
    return { name, process };
  }

  beforeAll(async () => {
    cluster = await startCluster({ machines: ['vm1', 'vm2'], images: ['busybox:1.36'] });
    commits = new CommitWatch(cluster.controlPlane.dataDir);
    await write(0);
    for (const node of ['vm1', 'vm2']) await cluster.operator.ok(['node', 'attach', node], { cwd: app });
    await cluster.operator.ok(['deploy'], { cwd: app });
  });

  afterEach(() => commits.disarm());

  afterAll(async () => {
    commits?.close();
    await cluster?.dispose();
  });

  it('is refused without --supersede, told what runs, and stops its task before the next one begins with it', async () => {
    const { name, process } = await busyDeploy();
    const [running] = await deployments();
    const next = await write(3);
    const refused = await run('deploy');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(`a deploy of this environment is running: ${running?.id}, started by owner`);
    expect(refused.stderr).toContain('task release on');
    expect(refused.stderr).toContain('devopsellence deploy --supersede');
    const deployed = await run('deploy', '--supersede');
    expect([deployed.code, deployed.stderr]).toEqual([0, expect.anything()]);
    const { code } = await process.ended();
    expect(code).toBe(1);
    expect(process.log).toContain(`deployment ${running?.id} was superseded by a newer one`);
    const [after, before] = await deployments();
    expect(after).toMatchObject({ state: 'settled' });
    expect(before).toMatchObject({
      id: running?.id,
      state: 'superseded',
      reason: `superseded by deployment ${after?.id}, started by owner`,
    });
    expect((await runs()).slice(-4)).toEqual([`began ${name}`, `stopped ${name}`, `began ${next}`, `ended ${next}`]);
    expect(readyServices(await readStatus(cluster.operator, app))).toEqual(['vm1/job', 'vm2/job']);
  });

  it.each(Array.from({ length: KILLS }, (_, index) => index + 1))(
    'the control plane killed with -9 meanwhile (%i): there is the one or the other, never both, never neither',
    async () => {
      const { controlPlane } = cluster;
      const { name, process } = await busyDeploy();
      const next = await write(3);
      const point = 1 + Math.floor(random() * COMMITS);
      const kills: Promise<void>[] = [];
      commits.count = 0;
      commits.at(point, () => kills.push(controlPlane.kill()));
      const successor = cluster.operator.start(['deploy', '--supersede'], { cwd: app });
      await eventually(() => kills.length > 0, { describe: `commit ${point}`, intervalMs: 5 });
      await Promise.all(kills);
      await controlPlane.start();
      const running = (await deployments()).filter(({ state }) => state === 'running');
      expect(running).toHaveLength(1);
      const { code } = await successor.ended();
      expect({ point, code, log: successor.log }).toMatchObject({ code: 0 });
      expect((await process.ended()).code).toBe(1);
      const [after, before] = await deployments();
      expect([after?.state, before?.state]).toEqual(['settled', 'superseded']);
      expect((await runs()).slice(-4)).toEqual([`began ${name}`, `stopped ${name}`, `began ${next}`, `ended ${next}`]);
    },
  );
});
