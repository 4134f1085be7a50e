import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cluster, startCluster } from '../harness/cluster.js';
import { eventually } from '../harness/eventually.js';
import { type ExitDocument, readServiceOverview } from '../harness/service-document.js';
import { readStatus, serviceOn } from '../harness/status-document.js';

const LIVE = 'trap exit TERM; while :; do sleep 0.2; done';
/** Says twenty-five lines that name their run, and ends. */
const SAY = 'RUN=$(cat /proc/sys/kernel/random/uuid); for N in $(seq 25); do echo "$RUN line $N"; done;';
/** Lives until the volume says that it is to crash, and from then on does so a second after each start. */
const CRASH_ON_DEMAND = `${SAY} while ! test -e /data/crash; do sleep 0.2; done; sleep 1; ${SAY} exit 7`;

interface Wanted {
  readonly script: string;
  readonly stableFor?: string;
  readonly memory?: string;
  /** Another service beside it. */
  readonly mailer?: string;
}

const service = (script: string) => ({ image: 'busybox:1.36', command: ['sh', '-c', script], stop_grace_period: '1s' });

function config({ script, stableFor = '500ms', memory, mailer }: Wanted): string {
  return JSON.stringify({
    schema_version: 1,
    organization: 'acme',
    project: 'crashes',
    rollout: { stable_for: stableFor, deadline: '2m', on_failure: 'rollback' },
    services: {
      worker: {
        ...service(script),
        volumes: [{ source: 'data', target: '/data' }],
        ...(memory === undefined ? {} : { resources: { memory } }),
      },
      ...(mailer === undefined ? {} : { mailer: service(mailer) }),
    },
  });
}

/** The last twenty lines of one run: all of it, and of no other. */
function expectLastOfOneRun({ last_lines: lines }: ExitDocument): string {
  const [run = ''] = (lines[0] ?? '').split(' ');
  expect(lines).toEqual(Array.from({ length: 20 }, (_, index) => `${run} line ${index + 6}`));
  return run;
}

describe('services that crash', () => {
  let cluster: Cluster;
  let app: string;

  const write = (wanted: Wanted) => cluster.operator.app('crashes', { 'devopsellence.yml': config(wanted) });
  const deploy = () => cluster.operator.run(['deploy'], { cwd: app });
  const overview = async (name = 'worker') => {
    const [instance] = (await readServiceOverview(cluster.operator, app, name)).instances;
    if (instance === undefined) throw new Error(`no node tells of ${name}`);
    return instance;
  };
  const exitsOf = async (name?: string) => (await overview(name)).exits ?? [];
  const touch = (path: string, how: 'touch' | 'rm -f') =>
    cluster.machine('vm1').docker(['run', '--rm', '-v', volume, 'busybox:1.36', 'sh', '-c', `${how} ${path}`]);
  let volume = '';

  beforeAll(async () => {
    cluster = await startCluster({ machines: ['vm1'], images: ['busybox:1.36'] });
    app = await write({ script: LIVE });
    await cluster.operator.ok(['node', 'attach', 'vm1'], { cwd: app });
    await cluster.operator.ok(['deploy'], { cwd: app });
    const name = (await cluster.machine('vm1').docker(['volume', 'ls', '--quiet'])).trim();
    volume = `${name}:/data`;
  });

  afterAll(async () => {
    await cluster?.dispose();
  });

  it('fail the deployment when they were ready before, and the node still tells why after it went back', async () => {
    await write({ script: `${SAY} sleep 1; exit 3`, stableFor: '5s', mailer: `${SAY} sleep 2; exit 4` });
    const { code, stdout, stderr } = await deploy();
    expect([code, stdout + stderr]).toEqual([1, expect.stringContaining('exited with code 3, 3 times in a row')]);
    await eventually(async () => serviceOn(await readStatus(cluster.operator, app), 'vm1', 'worker').settled, {
      describe: 'the worker of before to serve',
    });
    expect((await readStatus(cluster.operator, app)).deployment?.state).toBe('rolled_back');
    const exits = await exitsOf();
    expect(exits.length).toBeGreaterThanOrEqual(3);
    const { container } = serviceOn(await readStatus(cluster.operator, app), 'vm1', 'worker');
    for (const exit of exits) {
      expect(exit).toMatchObject({ exit_code: 3, is_out_of_memory: false, was_ready: true, stopped_for: '' });
      expect(exit.container).not.toBe(container);
    }
    expect(new Set(exits.map(expectLastOfOneRun)).size).toBe(exits.length);
    const mailer = await overview('mailer');
    expect(mailer).toMatchObject({ desired: false, status: null });
    for (const exit of mailer.exits ?? []) expectLastOfOneRun(exit);
  });

  it('are refused by name when nobody knows them, with the nearest', async () => {
    const { code, stderr } = await cluster.operator.run(['status', '--service', 'wroker'], { cwd: app });
    expect([code, stderr]).toEqual([1, expect.stringContaining('did you mean worker?')]);
  });

  it('never count as running or ready, and change nothing of the deployment that had settled', async () => {
    await touch('/data/crash', 'rm -f');
    await write({ script: CRASH_ON_DEMAND });
    await cluster.operator.ok(['deploy'], { cwd: app });
    const settled = (await readStatus(cluster.operator, app)).deployment;
    await touch('/data/crash', 'touch');
    await eventually(async () => serviceOn(await readStatus(cluster.operator, app), 'vm1', 'worker').restarts >= 2, {
      describe: 'the second restart',
      intervalMs: 100,
    });
    const seen = new Set<string>();
    let exits = 0;
    while (exits < 5) {
      const [whole, fleet, own] = await Promise.all([
        readStatus(cluster.operator, app),
        cluster.operator.json(['fleet', 'status']),
        overview(),
      ]);
      const { state, ready, settled: isSettled } = serviceOn(whole, 'vm1', 'worker');
      seen.add(JSON.stringify({ state, ready, isSettled }));
      seen.add(JSON.stringify({ state: own.status?.state, ready: own.status?.ready, isSettled: own.status?.settled }));
      expect(whole.deployment).toEqual(settled);
      expect(fleet.summary).toMatchObject({ services: { backing_off: 1 } });
      expect((fleet.summary as { services: object }).services).not.toHaveProperty('running');
      exits = own.status?.recent_restarts ?? 0;
    }
    expect([...seen]).toEqual(['{"state":"backing_off","ready":false,"isSettled":false}']);
    const { id } = settled ?? {};
    const { deployments } = (await cluster.operator.json(['deployment', 'list'], { cwd: app })) as {
      deployments: readonly { id: string; state: string }[];
    };
    expect(deployments.find((each) => each.id === id)?.state).toBe('settled');
  });

  it('say when they are tried again, and what each run wrote, also after the agent was killed', async () => {
    const resting = await eventually(
      async () => {
        const own = await overview();
        return own.status?.next_attempt_at !== null && own;
      },
      { describe: 'a rest' },
    );
    expect(resting.status).toMatchObject({ state: 'backing_off', restart_window_ms: 600_000 });
    expect(resting.status?.waiting_on.map(({ reason }) => reason)).toContain('backoff');
    const before = (await exitsOf()).at(-1);
    await cluster.agent('vm1').kill();
    await cluster.agent('vm1').start();
    const exits = await eventually(
      async () => {
        const own = await overview();
        return own.exits !== null && own.exits;
      },
      { describe: 'the agent to answer again' },
    );
    expect(exits.map(({ ended_at }) => ended_at)).toContain(before?.ended_at);
    const runs = exits.map(expectLastOfOneRun);
    expect(new Set(runs).size).toBe(5);
    for (const exit of exits) expect(exit.exit_code).toBe(7);
    const { stdout } = await cluster.operator.run(['status', '--service', 'worker'], { cwd: app });
    expect(stdout).toMatch(/state {6}backing off/);
    expect(stdout).toContain(`| ${runs.at(-1)} line 25`);
  });

  it('live their crashes down by running on', async () => {
    await touch('/data/crash', 'rm -f');
    const healed = await eventually(
      async () => {
        const { status } = await overview();
        return status?.settled === true && status;
      },
      { describe: 'the worker to be settled', timeoutMs: 120_000 },
    );
    expect(healed).toMatchObject({ state: 'running', ready: true, next_attempt_at: null });
  });

  it('are told as out of memory when they took more than they may', async () => {
    const script = 'echo loading; exec dd if=/dev/zero of=/dev/null bs=64M count=1';
    await write({ script, memory: '16m', stableFor: '5s' });
    expect((await deploy()).code).toBe(1);
    const killed = (await exitsOf()).filter(({ exit_code: code }) => code === 137);
    expect(killed.length).toBeGreaterThan(0);
    for (const exit of killed) expect(exit).toMatchObject({ is_out_of_memory: true, last_lines: ['loading'] });
    const { stdout } = await cluster.operator.run(['status', '--service', 'worker'], { cwd: app });
    expect(stdout).toContain('exit code 137 (out of memory)');
  });

  it('are told as they were reported last, with why, when their node cannot be asked', async () => {
    await cluster.agent('vm1').stop();
    const gone = await eventually(
      async () => {
        const own = await overview();
        return own.not_asked !== null && own;
      },
      { describe: 'vm1 to be gone' },
    );
    expect(gone).toMatchObject({ exits: null, not_asked: { code: 'node_offline' }, status: { ready: false } });
  });
});
