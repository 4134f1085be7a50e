import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Cluster, startCluster } from '../harness/cluster.js';
import { eventually } from '../harness/eventually.js';
import { isFullRun, randomOf, testSeed } from '../harness/seed.js';
import { loadShop } from '../harness/shop.js';
import { readStatus, readyServices } from '../harness/status-document.js';

const NODES = ['vm1', 'vm2', 'vm3'] as const;
const SEED = testSeed(20_261_128);
const SCHEDULES = isFullRun ? 20 : 3;

/** Ends at once with an error where Redis does not answer. */
const CONNECT = "const socket = require('node:net').connect(6379, 'redis').on('error', () => process.exit(9));";
const SERVE =
  `${CONNECT} socket.on('connect', () => require('node:http')` +
  '.createServer((_, answer) => answer.end(process.env.VERSION)).listen(3000));';
/** Counts its starts and its ends in Redis, and takes a while in between; fails when Redis goes away. */
const MIGRATE = `let isOver = false;
${CONNECT} socket.resume().on('close', () => isOver || process.exit(9)).write('INCR starts\\r\\n');
setTimeout(() => socket.write('INCR ends\\r\\n', () => {
  isOver = true;
  console.log('migrated to ' + process.env.VERSION);
  setTimeout(() => process.exit(Number(process.env.EXIT_CODE)), 100);
}), Number(process.env.TASK_MS));`;

interface Wanted {
  readonly version: string;
  readonly exitCode?: number;
  readonly taskMs?: number;
}

function config({ version, exitCode = 0, taskMs = 1_500 }: Wanted): string {
  return JSON.stringify({
    schema_version: 1,
    organization: 'acme',
    project: 'shop',
    rollout: { max_unavailable: 3, stable_for: '500ms', deadline: '4m' },
    services: {
      web: {
        command: ['node', '-e', SERVE],
        env: { VERSION: version },
        ports: [{ name: 'http', port: 3000 }],
        // Three machines that share the processors of one start their Node.js programs at the same moment.
        healthcheck: { path: '/', port: 3000, interval: '200ms', retries: 100 },
        stop_grace_period: '1s',
        depends_on: ['redis'],
      },
      redis: {
        image: 'redis:7-alpine',
        command: ['sh', '-c', 'sleep 5; exec redis-server --appendonly yes --appendfsync always --protected-mode no'],
        volumes: [{ source: 'counts', target: '/data' }],
        readiness: { command: ['redis-cli', 'ping'], interval: '200ms', retries: 100 },
      },
    },
    tasks: {
      release: {
        service: 'web',
        command: ['node', '-e', MIGRATE],
        env: { EXIT_CODE: String(exitCode), TASK_MS: String(taskMs) },
        timeout: '30s',
      },
    },
  });
}

/** Redis that accepts connections only after 5 s; a web service and a release task that end at once without it. */
describe(`a release task on three machines (seed ${SEED})`, () => {
  const random = randomOf(SEED);
  let cluster: Cluster;
  let app: string;
  let version = 0;

  const machine = (name: string) => cluster.machine(name);
  const status = () => readStatus(cluster.operator, app);
  const everything = NODES.flatMap((node) => [`${node}/redis`, `${node}/web`]);

  async function write(wanted: Omit<Wanted, 'version'> = {}): Promise<void> {
    version += 1;
    await cluster.operator.app('shop', { 'devopsellence.yml': config({ version: `v${version}`, ...wanted }) });
  }

  const deploy = () => cluster.operator.run(['deploy', '--image', 'shop:1'], { cwd: app });

  /** What Redis of the task's node has counted. */
  async function counted(key: 'starts' | 'ends'): Promise<number> {
    const counts = await Promise.all(
      NODES.map(async (name) => {
        const [id] = await idsOf(name, 'redis');
        return id === undefined ? 0 : Number(await machine(name).docker(['exec', id, 'redis-cli', 'get', key]));
      }),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  }

  async function idsOf(name: string, service: string): Promise<readonly string[]> {
    const filters = ['--filter', `label=devopsellence.service=${service}`];
    const text = await machine(name).docker(['ps', '--all', '--quiet', '--no-trunc', ...filters]);
    return text.split('\n').filter((id) => id !== '');
  }

  async function momentsOf(name: string, service: string) {
    const [id = ''] = await idsOf(name, service);
    const text = await machine(name).docker(['inspect', '--format', '{{json .State}}', id]);
    const state = JSON.parse(text) as { StartedAt: string; FinishedAt: string };
    return { startedAt: Date.parse(state.StartedAt), finishedAt: Date.parse(state.FinishedAt) };
  }

  async function taskNode(): Promise<string> {
    const ids = await Promise.all(NODES.map((name) => idsOf(name, 'release')));
    return NODES[ids.findIndex((found) => found.length > 0)] ?? '';
  }

  const taskRuns = () =>
    eventually(async () => (await counted('starts')) > 0, { describe: 'the task to run', intervalMs: 50 });

  /** Every web service serves the newest version; the counts begin anew. */
  async function expectSettled(): Promise<void> {
    expect(readyServices(await status())).toEqual(everything);
    const versions = NODES.map(async (name) => {
      const [id = ''] = await idsOf(name, 'web');
      return await machine(name).docker(['inspect', '--format', '{{range .Config.Env}}{{println .}}{{end}}', id]);
    });
    for (const text of await Promise.all(versions)) expect(text).toContain(`VERSION=v${version}\n`);
  }

  async function forget(): Promise<void> {
    for (const name of NODES) {
      const [id] = await idsOf(name, 'redis');
      if (id !== undefined) await machine(name).docker(['exec', id, 'redis-cli', 'flushall']);
    }
  }

  beforeAll(async () => {
    cluster = await startCluster({
      machines: [...NODES],
      images: ['redis:7-alpine', 'node:20-alpine'],
      labels: ['web', 'worker'],
    });
    await loadShop(
      cluster.agents.map((agent) => agent.machine),
      'shop:1',
    );
    app = await cluster.operator.app('shop', { 'devopsellence.yml': config({ version: 'v0' }) });
    for (const node of NODES) await cluster.operator.ok(['node', 'attach', node], { cwd: app });
  });

  afterAll(async () => {
    await cluster?.dispose();
  });

  it('settles at the first try: redis ready, then the task, once, then web, and nothing was restarted', async () => {
    await write();
    const { code, stdout, stderr } = await deploy();
    expect(code, stdout + stderr).toBe(0);
    expect(stdout + stderr).toContain('run task release');
    await expectSettled();
    for (const node of (await status()).nodes) expect(node.services.map(({ restarts }) => restarts)).toEqual([0, 0]);
    expect([await counted('starts'), await counted('ends')]).toEqual([1, 1]);
    const on = await taskNode();
    const [redis, task] = [await momentsOf(on, 'redis'), await momentsOf(on, 'release')];
    expect(task.startedAt - redis.startedAt).toBeGreaterThanOrEqual(5_000);
    for (const name of NODES) expect((await momentsOf(name, 'web')).startedAt).toBeGreaterThan(task.finishedAt);
  });

  describe('of a release after the first', () => {
    beforeEach(forget);

    it('runs when only that was asked for, and replaces nothing', async () => {
      const before = await Promise.all(NODES.map((name) => idsOf(name, 'web')));
      const { code, stderr } = await deploy();
      expect(code, stderr).toBe(0);
      expect([await counted('starts'), await counted('ends')]).toEqual([1, 1]);
      expect(await Promise.all(NODES.map((name) => idsOf(name, 'web')))).toEqual(before);
    });

    it('that fails leaves the release before serving, and shows what it said last', async () => {
      const before = await Promise.all(NODES.map((name) => idsOf(name, 'web')));
      await write({ exitCode: 3 });
      const { code, stdout, stderr } = await deploy();
      expect(code).toBe(1);
      expect(stdout + stderr).toMatch(
        /task release failed on node vm\d: exited with code 3: migrated to v\d+; rolled back to release 1/,
      );
      expect(await counted('starts')).toBe(1);
      expect(readyServices(await status())).toEqual(everything);
      expect(await Promise.all(NODES.map((name) => idsOf(name, 'web')))).toEqual(before);
      await eventually(async () => (await taskNode()) === '', { describe: 'the container of the task to be gone' });
    });

    it.each(Array.from({ length: SCHEDULES }, (_, index) => index))(
      'ends the same in schedule %i of agent, control plane and Docker being restarted in the middle',
      async (index) => {
        const victim = (['agent', 'control plane', 'docker'] as const)[index % 3] ?? 'agent';
        const waitMs = Math.floor(random() * 1_200);
        await write({ taskMs: 5_000 });
        const deploying = deploy();
        await taskRuns();
        await eventually(async () => Date.now() - (await momentsOf(await taskNode(), 'release')).startedAt >= waitMs, {
          describe: `${waitMs} ms of the task to pass`,
          intervalMs: 20,
        });
        const on = await taskNode();
        if (victim === 'agent') {
          await cluster.agent(on).kill();
          await cluster.agent(on).start();
        } else if (victim === 'control plane') {
          await cluster.controlPlane.kill();
          await cluster.controlPlane.start();
        } else {
          await machine(on).stopDocker();
          await machine(on).startDocker();
        }
        const { code, stdout, stderr } = await deploying;
        expect(code, `${victim} after ${waitMs} ms: ${stdout}${stderr}`).toBe(0);
        await expectSettled();
        expect(await counted('ends'), `${victim} after ${waitMs} ms`).toBe(1);
        if (victim !== 'docker') expect(await counted('starts')).toBe(1);
      },
    );
  });
});
