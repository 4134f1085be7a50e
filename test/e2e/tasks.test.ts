import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cluster, startCluster } from '../harness/cluster.js';
import { eventually } from '../harness/eventually.js';
import { TaskCalls } from '../harness/task-calls.js';

const NODES = ['vm1', 'vm2'] as const;
const ENVIRONMENT = { organization: 'acme', project: 'shop', environment: 'production' };

/** Tells in a volume that it started, waits until it is told to end, and tells that too. */
const WORK =
  'rm -f /data/go; echo start >> /data/log; until [ -e /data/go ]; do sleep 0.1; done; echo end >> /data/log';

function config({ version = 'v1', minutely = false } = {}): string {
  // A schedule that does not come in the middle of the tests, unless that is wanted.
  const cron = minutely ? '* * * * *' : '0 0 1 1 *';
  return JSON.stringify({
    schema_version: 1,
    organization: 'acme',
    project: 'shop',
    rollout: { stable_for: '500ms' },
    services: {
      jobs: {
        image: 'busybox:1.36',
        command: ['sh', '-c', 'trap "exit 0" TERM; while :; do sleep 1; done'],
        env: { VERSION: version },
        volumes: [{ source: 'data', target: '/data' }],
        stop_grace_period: '1s',
      },
    },
    tasks: {
      report: { service: 'jobs', command: ['sh', '-c', WORK], timeout: '5m', schedule: cron },
      quick: { service: 'jobs', command: ['sh', '-c', 'echo "$VERSION"; exit 3'], schedule: '0 0 1 1 *' },
    },
  });
}

describe('tasks that are run at any time, on two machines', () => {
  let cluster: Cluster;
  let tasks: TaskCalls;
  let app: string;

  async function deploy(wanted: Parameters<typeof config>[0] = {}): Promise<void> {
    await cluster.operator.app('shop', { 'devopsellence.yml': config(wanted) });
    await cluster.operator.ok(['deploy'], { cwd: app });
  }

  const ps = async (node: string, service: string, ...options: readonly string[]) => {
    const filters = ['--filter', `label=devopsellence.service=${service}`];
    const text = await cluster.machine(node).docker(['ps', '--quiet', '--no-trunc', ...options, ...filters]);
    return text.split('\n').filter((id) => id !== '');
  };

  /** Runs a script beside the task, in the service's container. */
  async function inJobs(node: string, script: string): Promise<string> {
    const [id = ''] = await ps(node, 'jobs');
    return await cluster.machine(node).docker(['exec', id, 'sh', '-c', script]);
  }

  async function logged(node: string): Promise<readonly string[]> {
    return (await inJobs(node, 'cat /data/log')).split('\n').filter((line) => line !== '');
  }

  const forget = (node: string) => inJobs(node, 'rm -f /data/log');
  const letEnd = (node: string) => inJobs(node, 'touch /data/go');

  /** A run that has told of its start. */
  async function begun(options: Parameters<TaskCalls['run']>[1] = {}) {
    const run = await tasks.run('report', options);
    await tasks.reaches(run.id, 'running');
    await eventually(async () => (await logged(run.node)).includes('start'), { describe: 'the task to begin' });
    return run;
  }

  beforeAll(async () => {
    cluster = await startCluster({ machines: [...NODES], images: ['busybox:1.36'], labels: ['worker'] });
    app = await cluster.operator.app('shop', { 'devopsellence.yml': config() });
    for (const node of NODES) await cluster.operator.ok(['node', 'attach', node], { cwd: app });
    await deploy();
    tasks = await TaskCalls.open(cluster.controlPlane, ENVIRONMENT);
  });

  afterAll(async () => {
    tasks?.close();
    await cluster?.dispose();
  });

  it('runs one once, on one machine, beside what runs there', async () => {
    const before = await Promise.all(NODES.map((node) => ps(node, 'jobs')));
    const run = await begun();
    expect(run.node).toBe('vm1');
    expect(await ps('vm2', 'report', '--all')).toEqual([]);
    await letEnd('vm1');
    expect(await tasks.reaches(run.id, 'succeeded')).toMatchObject({ exitCode: 0, requestedBy: 'owner' });
    expect(await logged('vm1')).toEqual(['start', 'end']);
    expect(await Promise.all(NODES.map((node) => ps(node, 'jobs')))).toEqual(before);
  });

  it('tells how one failed: exit code, reason and last lines; the environment stays settled', async () => {
    const { id } = await tasks.run('quick');
    expect(await tasks.reaches(id, 'failed')).toMatchObject({
      exitCode: 3,
      reason: 'exited with code 3',
      lastLines: ['v1'],
    });
    const { nodes } = await cluster.operator.json(['status'], { cwd: app });
    expect(JSON.stringify(nodes)).not.toContain('"settled":false');
  });

  it('refuses a second run of a task while one goes on, or replaces it', async () => {
    await forget('vm1');
    const first = await begun();
    await expect(tasks.run('report')).rejects.toMatchObject({
      code: 'task_in_progress',
      message: expect.stringContaining(`${first.id} on node vm1, started by owner at`),
    });
    const second = await tasks.run('report', { replace: true });
    await tasks.reaches(second.id, 'running');
    expect(await tasks.find(first.id)).toMatchObject({
      state: 'TASK_RUN_STATE_FAILED',
      reason: `replaced by run ${second.id}`,
    });
    expect(await ps('vm1', 'report')).toHaveLength(1);
    await eventually(async () => (await logged('vm1')).length === 2, { describe: 'the second run to begin' });
    await letEnd('vm1');
    await tasks.reaches(second.id, 'succeeded');
    expect(await logged('vm1')).toEqual(['start', 'start', 'end']);
  });

  it('leaves one that goes on alone when something is deployed, and runs the next with that', async () => {
    await forget('vm1');
    const run = await begun();
    const [container] = await ps('vm1', 'report');
    await deploy({ version: 'v2' });
    expect(await ps('vm1', 'report')).toEqual([container]);
    await letEnd('vm1');
    await tasks.reaches(run.id, 'succeeded');
    expect(await logged('vm1')).toEqual(['start', 'end']);
    const { id } = await tasks.run('quick');
    expect(await tasks.reaches(id, 'failed')).toMatchObject({ lastLines: ['v2'] });
  });

  it.each(['agent', 'control plane'])('finds one again when the %s is killed in the middle', async (victim) => {
    await forget('vm1');
    const run = await begun();
    const [container] = await ps('vm1', 'report');
    const program = victim === 'agent' ? cluster.agent('vm1') : cluster.controlPlane;
    await program.kill();
    await letEnd('vm1');
    await eventually(async () => (await logged('vm1')).includes('end'), { describe: 'the task to end' });
    await program.start();
    expect(await tasks.reaches(run.id, 'succeeded')).toMatchObject({ exitCode: 0 });
    expect(await logged('vm1')).toEqual(['start', 'end']);
    expect(await ps('vm1', 'report', '--all')).toEqual([container]);
  });

  it('runs one on another machine while its own is away, and stays there', async () => {
    await cluster.agent('vm1').stop();
    await eventually(
      async () => (await tasks.find((await tasks.runs('report'))[0]?.id ?? '')).connection !== 'CONNECTION_ONLINE',
      {
        describe: 'vm1 to be away',
      },
    );
    const run = await tasks.run('report');
    expect(run.node).toBe('vm2');
    await tasks.reaches(run.id, 'running');
    await cluster.agent('vm1').start();
    await eventually(async () => (await logged('vm2')).includes('start'), { describe: 'the task to begin' });
    await letEnd('vm2');
    await tasks.reaches(run.id, 'succeeded');
    const next = await tasks.run('report');
    expect(next.node).toBe('vm2');
    await eventually(async () => (await logged('vm2')).length === 3, { describe: 'the task to begin' });
    await letEnd('vm2');
    await tasks.reaches(next.id, 'succeeded');
  });

  it('runs one when the clock says so', { timeout: 180_000 }, async () => {
    await deploy({ version: 'v2', minutely: true });
    const run = await eventually(
      async () => (await tasks.runs('report')).find(({ trigger }) => trigger === 'TASK_TRIGGER_SCHEDULE'),
      { describe: 'the next minute', timeoutMs: 90_000 },
    );
    expect(run.scheduledForMs % 60_000).toBe(0);
    await deploy({ version: 'v2' });
    await tasks.reaches(run.id, 'running');
    await eventually(async () => (await logged('vm2')).at(-1) === 'start', { describe: 'the task to begin' });
    await letEnd('vm2');
    await tasks.reaches(run.id, 'succeeded');
  });
});
