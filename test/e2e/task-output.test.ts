import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cluster, startCluster } from '../harness/cluster.js';
import { eventually } from '../harness/eventually.js';
import type { CommandResult } from '../harness/operator.js';
import { loadShop } from '../harness/shop.js';

const SERVE = "require('node:http').createServer((_, answer) => answer.end()).listen(3000)";
/** So many lines at once, before anybody can have asked for them, and as many one after the other. */
const LINES = 300;
const WRITE = `const write = (n) => (n % 2 === 0 ? process.stdout : process.stderr).write('line ' + n + '\\n');
for (let n = 0; n < ${LINES}; n += 1) write(n);
let n = ${LINES};
const timer = setInterval(() => {
  if (n < ${2 * LINES}) return write(n++);
  clearInterval(timer);
  process.exitCode = Number(process.env.EXIT_CODE ?? 0);
}, 10);`;

/** Writes as many lines, and goes on until it is ended. */
const ENDLESS = `for (let n = 0; n < ${2 * LINES}; n += 1) (n % 2 === 0 ? process.stdout : process.stderr).write('line ' + n + '\\n');
setInterval(() => {}, 60_000);`;

function config({ exitCode = 0 } = {}): string {
  return JSON.stringify({
    schema_version: 1,
    organization: 'acme',
    project: 'shop',
    rollout: { stable_for: '500ms' },
    services: {
      web: {
        command: ['node', '-e', SERVE],
        ports: [{ name: 'http', port: 3000 }],
        healthcheck: { path: '/', port: 3000, interval: '200ms' },
        stop_grace_period: '1s',
      },
    },
    tasks: {
      release: { service: 'web', command: ['node', '-e', WRITE], env: { EXIT_CODE: String(exitCode) }, timeout: '60s' },
      report: { service: 'web', command: ['node', '-e', WRITE], schedule: '0 3 1 1 *', timeout: '60s' },
      endless: { service: 'web', command: ['node', '-e', ENDLESS], schedule: '0 3 1 1 *' },
      broken: { service: 'web', command: ['sh', '-c', 'echo no such table; exit 7'], schedule: '0 3 1 1 *' },
    },
  });
}

/** Numbers of the lines in the order in which they came; of both streams only the order within each is promised. */
function expectEvery(numbers: readonly number[]): void {
  const every = Array.from({ length: 2 * LINES }, (_, index) => index);
  expect(numbers.toSorted((a, b) => a - b)).toEqual(every);
  for (const rest of [0, 1]) {
    const ofStream = numbers.filter((number) => number % 2 === rest);
    expect(ofStream).toEqual(ofStream.toSorted((a, b) => a - b));
  }
}

function numbersIn(text: string, pattern: RegExp): readonly number[] {
  return [...text.matchAll(pattern)].map(([, number]) => Number(number));
}

interface LineEvent {
  readonly task?: string;
  readonly stream?: string;
  readonly line?: string;
}

/** Every line of the task is an event, once, with the stream that it was written to. */
function expectEveryEvent(stdout: string, task: string): void {
  const events = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as LineEvent);
  const lines = events.filter((event) => event.task === task).map(({ line = '', stream }) => ({ line, stream }));
  expectEvery(lines.map(({ line }) => Number(line.slice('line '.length))));
  for (const { line, stream } of lines) expect(stream).toBe(/[02468]$/.test(line) ? 'stdout' : 'stderr');
}

describe('what a task writes', () => {
  let cluster: Cluster;
  let app: string;

  const deploy = (...options: readonly string[]) => {
    return cluster.operator.run(['deploy', '--image', 'shop:1', ...options], { cwd: app });
  };
  const write = (wanted: Parameters<typeof config>[0] = {}) => {
    return cluster.operator.app('shop', { 'devopsellence.yml': config(wanted) });
  };

  /** Resolves once a container of the task runs. */
  function runs(task: string): Promise<unknown> {
    const ps = ['ps', '--quiet', '--filter', `label=devopsellence.service=${task}`];
    const isThere = async () => (await cluster.machine('vm1').docker(ps)).trim() !== '';
    return eventually(isThere, { describe: `task ${task} to run`, intervalMs: 20 });
  }

  beforeAll(async () => {
    cluster = await startCluster({ machines: ['vm1'], images: ['node:20-alpine'], labels: ['web', 'worker'] });
    await loadShop(
      cluster.agents.map((agent) => agent.machine),
      'shop:1',
    );
    app = await write();
    await cluster.operator.ok(['node', 'attach', 'vm1'], { cwd: app });
  });

  afterAll(async () => {
    await cluster?.dispose();
  });

  it('in a deployment is shown by deploy, every line once, and can be read again while the deployment is the newest', async () => {
    const { code, stdout, stderr } = await deploy();
    expect(code, stdout + stderr).toBe(0);
    expectEvery(numbersIn(stderr, /^ {10}release \| line (\d+)$/gm));
    const again = await cluster.operator.ok(['logs', '--task', 'release', '--lines', '10000'], { cwd: app });
    expectEvery(numbersIn(again, /^vm1 release \| line (\d+)$/gm));
  });

  it('in a deployment is shown although the agent is killed while it runs', async () => {
    const deploying = deploy('--json');
    await runs('release');
    await cluster.agent('vm1').kill();
    await cluster.agent('vm1').start();
    const { code, stdout } = await deploying;
    expect(code, stdout).toBe(0);
    expectEveryEvent(stdout, 'release');
  });

  it('in a deployment is shown by a deploy that fails because of it, and not a second time in the failure', async () => {
    await write({ exitCode: 3 });
    const { code, stderr } = await deploy();
    expect(code).toBe(1);
    expectEvery(numbersIn(stderr, /^ {10}release \| line (\d+)$/gm));
    expect(stderr).toMatch(/task release failed on node vm1: exited with code 3/);
    expect(stderr).not.toContain('vm1 task release: line');
  });

  describe('when it is run by hand', () => {
    const task = (...words: readonly string[]) => cluster.operator.run(['task', ...words], { cwd: app });
    const both = ({ stdout, stderr }: CommandResult) => {
      return [stdout, stderr].map((text) => numbersIn(text, /^line (\d+)$/gm));
    };

    beforeAll(async () => {
      await write();
      await cluster.operator.ok(['deploy', '--image', 'shop:1'], { cwd: app });
    });

    it('is passed on, each line once and to where it was written; and once more by logs', async () => {
      const ended = await task('run', 'report');
      expect(ended.code, ended.stderr).toBe(0);
      expectEvery(both(ended).flat());
      expect(both(ended).map(({ length }) => length)).toEqual([LINES, LINES]);
      const again = await cluster.operator.ok(['logs', '--task', 'report', '--lines', '10000'], { cwd: app });
      expectEvery(numbersIn(again, /^vm1 report \| line (\d+)$/gm));
    });

    it.each(['agent', 'control plane'])('is complete although the %s is killed in the middle', async (victim) => {
      const running = task('run', 'report', '--json');
      await runs('report');
      const killed = victim === 'agent' ? cluster.agent('vm1') : cluster.controlPlane;
      await killed.kill();
      await killed.start();
      const { code, stdout } = await running;
      expect(code, stdout).toBe(0);
      expectEveryEvent(stdout, 'report');
      const last = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as unknown;
      const ended = { task: 'report', state: 'succeeded', exit_code: 0 };
      expect(last).toMatchObject({ event: 'result', ok: true, run: ended });
    });

    it('ends with the exit code of a task that fails', async () => {
      const { code, stdout, stderr } = await task('run', 'broken');
      expect({ code, stdout }).toEqual({ code: 1, stdout: 'no such table\n' });
      expect(stderr).toMatch(/Error: task broken failed on vm1\n {2}exited with code 7\nTry: devopsellence task show /);
    });

    it('goes on without who watched it, stands in the way of a second run, and can be replaced', async () => {
      const watching = cluster.operator.start(['task', 'run', 'endless'], { cwd: app });
      await watching.line((line) => line === `line ${2 * LINES - 2}`);
      const second = await task('run', 'endless');
      expect(second.code, second.stderr).toBe(1);
      expect(second.stderr).toContain('Try: devopsellence task run endless --replace');
      process.kill(watching.pid ?? 0, 'SIGINT');
      expect((await watching.ended()).code).toBe(130);
      const [, id = ''] = /stopped following run (\S+) of task endless; it goes on/.exec(watching.log) ?? [];
      const all = await cluster.operator.ok(['logs', '--run', id, '--lines', '10000'], { cwd: app });
      expectEvery(numbersIn(all, /^vm1 endless \| line (\d+)$/gm));
      const show = () => cluster.operator.json(['task', 'show', id], { cwd: app });
      expect(await show()).toMatchObject({ run: { id, state: 'running', ended_at: null } });
      expect((await task('run', 'endless', '--replace', '--detach')).code).toBe(0);
      expect(await show()).toMatchObject({
        run: { state: 'failed', reason: expect.stringMatching(/^replaced by run/) as string },
      });
      const { tasks } = await cluster.operator.json(['task', 'list'], { cwd: app });
      expect(tasks).toMatchObject([
        { name: 'broken', last_run: { state: 'failed', exit_code: 7 } },
        { name: 'endless', schedule: { cron: '0 3 1 1 *' }, last_run: { ended_at: null } },
        { name: 'release', schedule: null },
        { name: 'report', last_run: { state: 'succeeded' } },
      ]);
    });
  });
});
