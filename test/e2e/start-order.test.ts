import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cluster, startCluster } from '../harness/cluster.js';
import { eventually } from '../harness/eventually.js';
import { loadShop } from '../harness/shop.js';
import { readStatus, readyServices, serviceOn } from '../harness/status-document.js';

const NODE = 'vm1';

/** Ends at once where Redis does not answer when it starts; takes its time to stop. */
const SERVE = `process.on('SIGTERM', () => setTimeout(() => process.exit(0), 1000));
const socket = require('node:net').connect(6379, 'redis').on('error', () => process.exit(9));
socket.on('connect', () => { socket.destroy(); require('node:http').createServer((_, answer) => answer.end()).listen(3000); });`;

/** The first one accepts connections when it is told to. */
const START_REDIS =
  'until [ -n "$CHANGED" ] || [ -e /tmp/go ]; do sleep 0.1; done; exec redis-server --protected-mode no';

const SERVICES = {
  web: {
    command: ['node', '-e', SERVE],
    ports: [{ name: 'http', port: 3000 }],
    healthcheck: { path: '/', port: 3000, interval: '200ms' },
    depends_on: { redis: { condition: 'ready' }, cache: { condition: 'ready' } },
  },
  redis: {
    image: 'redis:7-alpine',
    command: ['sh', '-c', START_REDIS],
    readiness: {
      command: ['sh', '-c', 'test ! -e /tmp/down && redis-cli ping'],
      interval: '200ms',
      retries: 3,
      start_period: '4m',
    },
  },
  cache: {
    image: 'redis:7-alpine',
    command: ['redis-server', '--protected-mode', 'no'],
    readiness: { tcp: 6379, interval: '200ms' },
  },
};

function config(services: object): string {
  const head = { schema_version: 1, organization: 'acme', project: 'shop', rollout: { stable_for: '500ms' } };
  return JSON.stringify({ ...head, services });
}

describe('services that depend on each other', () => {
  let cluster: Cluster;
  let app: string;

  const write = (services: object) => cluster.operator.app('shop', { 'devopsellence.yml': config(services) });
  const deploy = (...more: string[]) => cluster.operator.run(['deploy', '--image', 'shop:1', ...more], { cwd: app });
  const docker = (...words: string[]) => cluster.machine(NODE).docker(words);
  const service = async (name: string) => serviceOn(await readStatus(cluster.operator, app), NODE, name);

  async function idOf(name: string): Promise<string> {
    return (await docker('ps', '--quiet', '--no-trunc', '--filter', `label=devopsellence.service=${name}`)).trim();
  }

  async function startOf(name: string): Promise<string> {
    return (await docker('inspect', '--format', '{{.Id}} {{.State.StartedAt}}', await idOf(name))).trim();
  }

  beforeAll(async () => {
    cluster = await startCluster({
      machines: [NODE],
      images: ['redis:7-alpine', 'node:20-alpine'],
      labels: ['web', 'worker'],
    });
    await loadShop([cluster.machine(NODE)], 'shop:1');
    app = await write(SERVICES);
    await cluster.operator.ok(['node', 'attach', NODE], { cwd: app });
  });

  afterAll(() => cluster?.dispose());

  it('say live what they wait for, in status and in the progress of the deploy, and settle at the first try', async () => {
    const deploying = deploy('--json');
    await eventually(
      async () => (await service('web').catch(() => null))?.waiting_on.some((each) => each.last_probe !== null),
      { describe: 'web to wait for redis, with what the last check saw' },
    );
    const unmet = {
      reason: 'dependency',
      subject: 'redis',
      condition: 'ready',
      detail: expect.stringContaining('waiting on redis: not ready yet (') as string,
      since: expect.stringMatching(/^20/) as string,
      last_probe: { at: expect.stringMatching(/^20/) as string, ok: false, detail: expect.any(String) as string },
    };
    expect((await service('web')).waiting_on).toEqual([unmet]);
    // For how long is said from the first second on.
    await eventually(
      async () =>
        /… vm1 web: waiting on redis: not ready yet \(.*\), for \d/.test(
          await cluster.operator.ok(['status'], { cwd: app }),
        ),
      { describe: 'status to say for how long web has waited' },
    );

    await docker('exec', await idOf('redis'), 'touch', '/tmp/go');
    const { code, stdout, stderr } = await deploying;
    expect(code, stdout + stderr).toBe(0);
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const waits = events.filter((event) => event.service === 'web' && event.state === 'waiting');
    expect(waits).toContainEqual(
      expect.objectContaining({
        waiting_on: expect.arrayContaining([expect.objectContaining({ subject: 'redis' })]) as unknown,
      }),
    );
    const { nodes } = await readStatus(cluster.operator, app);
    expect(nodes[0]?.services.map(({ restarts, lost_dependencies: lost }) => [restarts, lost])).toEqual([
      [0, []],
      [0, []],
      [0, []],
    ]);
  });

  it('run on without a dependency that turns unready, and say so until it is ready again', async () => {
    const before = await startOf('web');
    await docker('exec', await idOf('redis'), 'touch', '/tmp/down');
    await eventually(async () => (await service('web')).lost_dependencies.length > 0, {
      describe: 'web to miss redis',
    });
    expect(await service('web')).toMatchObject({
      state: 'running',
      ready: true,
      settled: true,
      lost_dependencies: [
        { subject: 'redis', condition: 'ready', detail: 'no longer ready (exit code 1)', last_probe: { ok: false } },
      ],
    });
    expect(await service('redis')).toMatchObject({ state: 'unhealthy', ready: false });
    const shown = await cluster.operator.ok(['status'], { cwd: app });
    expect(shown).toContain('! vm1 web runs without redis: no longer ready (exit code 1)');
    await docker('exec', await idOf('redis'), 'rm', '/tmp/down');
    await eventually(async () => (await service('web')).lost_dependencies.length === 0, {
      describe: 'redis to be back',
    });
    expect(await startOf('web')).toBe(before);
  });

  it('run on while a dependency is replaced', async () => {
    const [web, redis] = [await startOf('web'), await startOf('redis')];
    await write({ ...SERVICES, redis: { ...SERVICES.redis, env: { CHANGED: 'yes' } } });
    const { code, stderr } = await deploy();
    expect(code, stderr).toBe(0);
    expect([await startOf('web'), (await startOf('redis')) === redis]).toEqual([web, false]);
  });

  it('fail a deployment that waits for longer than is allowed, and name the dependency', async () => {
    const [web, redis] = [await startOf('web'), await startOf('redis')];
    const slow = {
      image: 'redis:7-alpine',
      command: ['redis-server'],
      readiness: { tcp: 1, interval: '200ms', start_period: '5m' },
    };
    const indexer = { ...SERVICES.cache, depends_on: { slow: { condition: 'ready', timeout: '2s' } } };
    await write({ ...SERVICES, redis: { ...SERVICES.redis, env: { CHANGED: 'yes' } }, slow, indexer });
    const { code, stdout, stderr } = await deploy();
    expect(code).toBe(1);
    expect(stdout + stderr).toContain(
      'service indexer failed on node vm1: waited 2 s for slow: not ready yet (connection refused)',
    );
    expect([await startOf('web'), await startOf('redis')]).toEqual([web, redis]);
    expect(readyServices(await readStatus(cluster.operator, app))).toEqual(['vm1/cache', 'vm1/redis', 'vm1/web']);
  });

  it('stop before what they depend on when all of them go', async () => {
    const since = (await docker('system', 'info', '--format', '{{.SystemTime}}')).trim();
    await cluster.operator.ok(['node', 'detach', NODE, '--yes'], { cwd: app });
    await eventually(async () => (await docker('ps', '--all', '--quiet')).trim() === '', {
      describe: 'all to be gone',
    });
    const until = (await docker('system', 'info', '--format', '{{.SystemTime}}')).trim();
    const format = '{{index .Actor.Attributes "devopsellence.service"}}';
    const window = ['--since', since, '--until', until];
    const died = await docker('events', ...window, '--filter', 'event=die', '--format', format);
    const [first, ...rest] = died.trim().split('\n');
    expect([first, ...rest.sort()]).toEqual(['web', 'cache', 'redis']);
  });
});
