import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { eventually } from '../harness/eventually.js';
import { InProcessCluster } from '../harness/in-process.js';
import { TaskCalls } from '../harness/task-calls.js';
import { aWeb } from './app-config.js';
import { TestApp } from './test-app.js';

const NODES = ['n1', 'n2'];
const HOUR_MS = 3_600_000;
/** So long before a firing the clock is left alone, that nodes are heard of again. */
const BEFORE_MS = 2_000;

interface Wanted {
  /** What the task runs; `serve` does not end by itself. */
  readonly script: string;
  readonly overlap?: 'forbid' | 'replace';
  readonly env?: Readonly<Record<string, string>>;
}

/** A task that is due once an hour, half an hour from now. */
function config(project: string, now: number, { script, overlap = 'forbid', env = {} }: Wanted): string {
  const minute = (new Date(now).getUTCMinutes() + 30) % 60;
  const schedule = { cron: `${minute} * * * *`, overlap };
  return JSON.stringify({
    schema_version: 1,
    organization: 'acme',
    project,
    rollout: { stable_for: '50ms' },
    services: { web: aWeb({ env }) },
    tasks: { report: { service: 'web', args: ['sh', '-c', script], timeout: '12h', schedule } },
  });
}

describe('scheduled tasks', () => {
  let cluster: InProcessCluster;

  beforeAll(async () => {
    cluster = await InProcessCluster.start({ nodes: NODES });
  });

  afterAll(() => cluster?.dispose());

  async function deployed(project: string, wanted: Wanted) {
    const app = await TestApp.create(cluster, { project, nodes: NODES });
    const deploy = async (next: Wanted) => {
      await app.write(config(project, cluster.clock.now(), next));
      await app.ok('deploy');
    };
    await deploy(wanted);
    const environment = { organization: 'acme', project, environment: 'production' };
    const tasks = await TaskCalls.open(cluster.controlPlane, environment);
    onTestFinished(() => tasks.close());
    return { app, tasks, deploy };
  }

  type Deployed = Awaited<ReturnType<typeof deployed>>;

  /** Time goes on until the task is due next. Resolves to what was recorded of that. */
  async function fire({ tasks }: Deployed) {
    const [task] = await tasks.list();
    const at = task?.nextAtMs ?? 0;
    cluster.clock.skip(at - cluster.clock.now() - BEFORE_MS);
    await cluster.online(...cluster.nodes.filter(({ isRunning }) => isRunning).map(({ name }) => name));
    return await eventually(
      async () => (await tasks.runs('report')).find(({ scheduledForMs }) => scheduledForMs === at),
      { describe: 'the firing to be recorded' },
    );
  }

  const containersOf = (project: string, node = 'n1') =>
    cluster.node(node).containers.filter(({ created }) => {
      return created.taskRun !== null && created.name.startsWith(`${project}-`);
    });

  it('run when they are due, once, on one node, and at no deploy', async () => {
    const shop = await deployed('due', { script: 'echo done; exit 0' });
    expect(await shop.tasks.runs('report')).toEqual([]);
    const first = await fire(shop);
    const ended = await shop.tasks.reaches(first.id, 'succeeded');
    expect(ended).toMatchObject({ trigger: 'TASK_TRIGGER_SCHEDULE', node: 'n1', exitCode: 0, lastLines: ['done'] });
    const second = await fire(shop);
    await shop.tasks.reaches(second.id, 'succeeded');
    expect(second.scheduledForMs - first.scheduledForMs).toBe(HOUR_MS);
    expect(await shop.tasks.runs('report')).toHaveLength(2);
    // The container of the newest run is kept to be looked into.
    expect(containersOf('due').map(({ created }) => created.taskRun)).toEqual([second.id]);
    expect(containersOf('due', 'n2')).toEqual([]);
  });

  it('that fail leave the environment settled, and say why', async () => {
    const shop = await deployed('failing', { script: 'echo no such table; exit 3' });
    const { id } = await fire(shop);
    expect(await shop.tasks.reaches(id, 'failed')).toMatchObject({
      exitCode: 3,
      reason: 'exited with code 3',
      lastLines: ['no such table'],
    });
    expect(await shop.app.json('status')).toMatchObject({ ok: true });
    expect(await shop.app.ok('events', '--since', '1h')).toContain('task.run_ended');
    await shop.deploy({ script: 'echo no such table; exit 3', env: { COLOUR: 'blue' } });
  });

  it('are skipped while a run goes on, and that run is left alone by deploys', async () => {
    const shop = await deployed('forbid', { script: 'serve' });
    const first = await fire(shop);
    await shop.tasks.reaches(first.id, 'running');
    const [container] = containersOf('forbid');
    const second = await fire(shop);
    expect(second).toMatchObject({
      state: 'TASK_RUN_STATE_SKIPPED',
      reason: `run ${first.id} still went on`,
      node: '',
    });
    await shop.deploy({ script: 'serve', env: { COLOUR: 'blue' } });
    expect(containersOf('forbid')).toEqual([container]);
    expect((await shop.tasks.find(first.id)).state).toBe('TASK_RUN_STATE_RUNNING');
    await expect(shop.tasks.run('report')).rejects.toMatchObject({ code: 'task_in_progress' });
  });

  it('end the run that goes on where they are to replace it', async () => {
    const shop = await deployed('replace', { script: 'serve', overlap: 'replace' });
    const first = await fire(shop);
    await shop.tasks.reaches(first.id, 'running');
    const second = await fire(shop);
    await shop.tasks.reaches(second.id, 'running');
    expect(await shop.tasks.find(first.id)).toMatchObject({
      state: 'TASK_RUN_STATE_FAILED',
      reason: `replaced by run ${second.id}`,
    });
    const running = containersOf('replace').filter(({ state }) => state === 'running');
    expect(running.map(({ created }) => created.taskRun)).toEqual([second.id]);
  });

  it('are found again by a control plane and an agent that were stopped in the middle', async () => {
    const shop = await deployed('again', { script: 'serve' });
    const { id } = await fire(shop);
    await shop.tasks.reaches(id, 'running');
    const [container] = containersOf('again');
    await cluster.controlPlane.stop();
    await cluster.node('n1').stop();
    cluster.node('n1').engine.crash(container?.created.name ?? '', 0);
    await cluster.node('n1').start();
    await cluster.controlPlane.start();
    expect(await shop.tasks.reaches(id, 'succeeded')).toMatchObject({ exitCode: 0 });
    expect(containersOf('again')).toHaveLength(1);
  });

  it('run on another node while theirs is away, and are skipped while all are', async () => {
    const shop = await deployed('away', { script: 'exit 0' });
    await shop.tasks.reaches((await fire(shop)).id, 'succeeded');
    await cluster.takeOffline('n1');
    const other = await fire(shop);
    expect(await shop.tasks.reaches(other.id, 'succeeded')).toMatchObject({ node: 'n2' });
    await cluster.takeOffline('n2');
    expect(await fire(shop)).toMatchObject({
      state: 'TASK_RUN_STATE_SKIPPED',
      reason: 'task report cannot run: n1 is offline, n2 is offline',
    });
    await expect(shop.tasks.run('report')).rejects.toMatchObject({ code: 'node_offline' });
    for (const name of NODES) await cluster.node(name).start();
    await cluster.online(...NODES);
    // Where it ran last.
    expect(await shop.tasks.run('report')).toMatchObject({ node: 'n2' });
  });

  it('end when their environment is taken off the node', async () => {
    const shop = await deployed('detached', { script: 'serve' });
    const { id } = await fire(shop);
    await shop.tasks.reaches(id, 'running');
    await shop.app.ok('node', 'detach', 'n1', '--yes');
    expect(await shop.tasks.reaches(id, 'failed')).toMatchObject({
      reason: 'the environment was taken off node n1',
    });
    await eventually(async () => containersOf('detached').length === 0, { describe: 'the container to be gone' });
  });
});
