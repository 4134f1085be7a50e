import type { ContainerEngine, ExecSession } from '@devopsellence/agent';
import { FakeEngine } from '@devopsellence/agent/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../harness/eventually.js';
import { InProcessCluster } from '../harness/in-process.js';
import { aWeb, aWorker } from './app-config.js';
import { TestApp, withoutCorrelationId } from './test-app.js';

const PIECE = 16 * 1024;
const LARGE = 5 * 1024 * 1024;
/** What may be on its way between a container and a reader that has stopped: windows of both tunnels and of HTTP/2. */
const ON_ITS_WAY = 1024 * 1024;

/** An engine whose `flood` command writes as much as is taken from it, and counts it. */
class FloodingEngine extends FakeEngine {
  /** Bytes that were taken from all floods so far. */
  taken = 0;
  /** Floods that were given up before their end. */
  givenUp = 0;

  override exec(
    command: Parameters<ContainerEngine['exec']>[0],
    signal = new AbortController().signal,
  ): Promise<ExecSession> {
    if (command.command[0] !== 'flood') return super.exec(command);
    return Promise.resolve({
      output: this.#flood(signal),
      write: () => Promise.resolve(),
      endInput: () => undefined,
      resize: () => Promise.resolve(),
      exitCode: () => Promise.resolve(0),
    });
  }

  async *#flood(signal: AbortSignal): AsyncGenerator<{ readonly stderr: boolean; readonly data: Buffer }> {
    for (let sent = 0; sent < LARGE && !signal.aborted; sent += PIECE) {
      this.taken += PIECE;
      yield { stderr: false, data: Buffer.alloc(PIECE, sent / PIECE) };
    }
    if (signal.aborted) this.givenUp += 1;
  }
}

describe('from any node', () => {
  const engines: FloodingEngine[] = [];
  let cluster: InProcessCluster;
  let app: TestApp;

  beforeAll(async () => {
    const engine = (clock: ConstructorParameters<typeof FakeEngine>[0]) => {
      engines.push(new FloodingEngine(clock));
      return engines[engines.length - 1] ?? new FloodingEngine(clock);
    };
    cluster = await InProcessCluster.start({ nodes: ['n1', 'n2'], engine });
    app = await TestApp.deployed(cluster, { project: 'shop', nodes: ['n1', 'n2'] });
  });

  afterAll(() => cluster?.dispose());

  /** The service writes a line on the node. */
  function say(node: string, service: string, text: string, stderr = false): void {
    const [container] = cluster.node(node).runningOf(service, 'shop-');
    cluster.node(node).engine.write(container?.created.name ?? '', text, stderr);
  }

  describe('logs', () => {
    it('come from all nodes, each line with its node and service in front', async () => {
      say('n1', 'web', 'hello from one');
      say('n2', 'web', 'hello from two');
      say('n1', 'queue', 'ready for work', true);
      const { code, stdout, stderr } = await app.run('logs');
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      const lines = stdout.trimEnd().split('\n');
      expect(lines.map((line) => line.replace(/ +\|/, ' |')).toSorted()).toEqual([
        'n1 queue | ready for work',
        'n1 web | hello from one',
        'n2 web | hello from two',
      ]);
      expect(await app.ok('logs', 'web', '--node', 'n2')).toBe('n2 web | hello from two\n');
    });

    it('can be had as JSON, one line an object, the result last', async () => {
      const documents = (await app.ok('logs', 'queue', '--json')).trimEnd().split('\n');
      expect(documents.map((line): unknown => JSON.parse(line))).toMatchObject([
        { event: 'progress', node: 'n1', service: 'queue', stream: 'stderr', line: 'ready for work' },
        { event: 'result', ok: true, lines: 1 },
      ]);
    });

    it('are the newest of each service only when there are many', async () => {
      for (let line = 1; line <= 30; line += 1) say('n1', 'queue', `job ${line}`);
      const text = await app.ok('logs', 'queue', '--node', 'n1', '--lines', '2');
      expect(text).toBe('n1 queue | job 29\nn1 queue | job 30\n');
    });

    it('can be those of the last minutes only', async () => {
      cluster.clock.skip(20 * 60_000);
      await cluster.online('n1', 'n2');
      say('n2', 'web', 'young');
      expect(await app.ok('logs', '--since', '10m')).toBe('n2 web | young\n');
      expect(await app.ok('logs', 'web', '--node', 'n2', '--since', '1h')).toContain('hello from two');
    });

    /** Follows the logs of web, and has seen a line of each node. */
    async function followed() {
      const following = app.start('logs', 'web', '--follow', '--since', '1s');
      const sees = (text: string, timeoutMs = 10_000) =>
        eventually(() => following.io.stdout.text.includes(text), { describe: `${text} to be printed`, timeoutMs });
      for (const node of ['n1', 'n2']) {
        const isFollowed = () => {
          say(node, 'web', 'are you there?');
          return following.io.stdout.text.includes(`${node} web | are you there?`);
        };
        await eventually(isFollowed, { describe: `a line of ${node} to be printed` });
      }
      return { ...following, sees };
    }

    it('are followed until Ctrl-C, over a restart of the container', async () => {
      const { io, ended, sees } = await followed();
      say('n2', 'web', 'followed');
      await sees('n2 web | followed');
      const [container] = cluster.node('n2').runningOf('web', 'shop-');
      cluster.node('n2').engine.crash(container?.created.name ?? '', 1);
      await eventually(() => cluster.node('n2').runningOf('web', 'shop-').length === 1, {
        describe: 'web to run again',
      });
      say('n2', 'web', 'after the crash');
      await sees('n2 web | after the crash');
      io.pressCtrlC();
      const { code, stdout } = await ended;
      expect(code).toBe(130);
      for (const text of ['followed', 'after the crash']) expect(stdout.split(`n2 web | ${text}\n`)).toHaveLength(2);
    });

    it('are followed on, without a gap and without a line twice, after a restart of the control plane', async () => {
      const { io, ended, sees } = await followed();
      await cluster.controlPlane.stop();
      say('n1', 'web', 'while nobody listened');
      await cluster.controlPlane.start();
      await cluster.online('n1', 'n2');
      await sees('n1 web | while nobody listened', 3_000);
      io.pressCtrlC();
      const { code, stdout } = await ended;
      expect(code).toBe(130);
      expect(stdout.split('n1 web | while nobody listened\n')).toHaveLength(2);
    });

    it('of the nodes that are there are printed, and those that are missing are named', async () => {
      await cluster.takeOffline('n2');
      say('n1', 'web', 'still here');
      const { code, stdout, stderr } = await app.run('logs', 'web', '--lines', '1');
      expect(stdout).toBe('n1 web | still here\n');
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: `Warning: n2: the node is not connected to the control plane
Error: log lines of some nodes are missing
  n2: the node is not connected to the control plane
Try: devopsellence node list
`,
      });
      expect(await app.run('logs', 'web', '--node', 'n2')).toMatchObject({ code: 1, stdout: '' });
      await cluster.node('n2').start();
      await cluster.online('n1', 'n2');
    });
  });

  describe('exec', () => {
    const exec = (...argv: readonly string[]) => cluster.operator.run(['exec', ...argv], { cwd: app.folder });

    it('passes output, errors and the exit code on', async () => {
      const result = await exec('web', '--node', 'n2', '--', 'sh', '-c', 'echo out; echo oops >&2; exit 7');
      expect(result).toEqual({ code: 7, stdout: 'out\n', stderr: 'oops\n' });
    });

    it('passes standard input on, byte by byte, to its end', async () => {
      const bytes = Buffer.from(Array.from({ length: 200_000 }, (_, index) => index % 256));
      const input = [bytes.subarray(0, 70_001), bytes.subarray(70_001)];
      const { io, ended } = cluster.operator.start(['exec', 'web', '-i', '--', 'cat'], { cwd: app.folder, input });
      expect((await ended).code).toBe(0);
      expect(io.stdout.bytes.equals(bytes)).toBe(true);
    });

    it('says that the service does not run, and what to look at', async () => {
      const stopped = await TestApp.create(cluster, {
        project: 'stopped',
        nodes: ['n1'],
        services: { queue: aWorker({ args: ['sh', '-c', 'exit 0'] }) },
      });
      await stopped.run('deploy');
      const result = await stopped.run('exec', 'queue', '--', 'ls');
      expect(result).toEqual({
        code: 1,
        stdout: '',
        stderr: `Error: no container of the service queue runs on this node
Try: devopsellence status
Try: devopsellence logs queue
`,
      });
      await stopped.ok('node', 'detach', 'n1', '--yes');
    });

    it('names the nodes of a service of which none is online', async () => {
      const alone = await TestApp.deployed(cluster, { project: 'alone', nodes: ['n2'], services: { web: aWeb() } });
      await cluster.takeOffline('n2');
      expect(withoutCorrelationId(await alone.run('exec', 'web', '--', 'ls'))).toEqual({
        code: 1,
        stdout: '',
        stderr: 'Error: service web is on n2, and no such node is online\nTry: devopsellence node list\n',
      });
      await cluster.node('n2').start();
      await cluster.online('n1', 'n2');
    });

    it('keeps no more in memory than its windows while the reader does not read, and then delivers everything', async () => {
      const [engine] = engines;
      if (engine === undefined) throw new Error('there is no engine');
      const before = engine.taken;
      const { io, ended } = cluster.operator.start(['exec', 'web', '--node', 'n1', '--', 'flood'], { cwd: app.folder });
      const release = io.stdout.hold();
      await eventually(() => engine.taken > before, { describe: 'output to begin' });
      await stands(() => engine.taken);
      expect(engine.taken - before).toBeLessThan(ON_ITS_WAY);
      expect(io.stdout.bytes.length).toBeLessThan(2 * PIECE);
      // A reader that has stopped holds up nobody else.
      expect(await exec('web', '--node', 'n1', '--', 'sh', '-c', 'echo through')).toMatchObject({
        stdout: 'through\n',
      });
      release();
      expect((await ended).code).toBe(0);
      expect(io.stdout.bytes.length).toBe(LARGE);
      expect(Array.from({ length: LARGE / PIECE }, (_, index) => io.stdout.bytes[index * PIECE])).toEqual(
        Array.from({ length: LARGE / PIECE }, (_, index) => index % 256),
      );
    });

    it('ends on the node when its caller goes away', async () => {
      const [engine] = engines;
      if (engine === undefined) throw new Error('there is no engine');
      const { io, ended } = cluster.operator.start(['exec', 'web', '--node', 'n1', '--', 'flood'], { cwd: app.folder });
      const before = engine.givenUp;
      const release = io.stdout.hold();
      await eventually(() => io.stdout.bytes.length > 0, { describe: 'output to begin' });
      io.pressCtrlC();
      release();
      expect((await ended).code).toBe(130);
      await eventually(() => engine.givenUp > before, { describe: 'the command to be given up' });
    });
  });
});

/** Resolves when the number has stayed the same for a while. */
async function stands(count: () => number): Promise<void> {
  let last = count();
  let rounds = 0;
  await eventually(
    () => {
      rounds = count() === last ? rounds + 1 : 0;
      last = count();
      return rounds > 20;
    },
    { describe: 'the flow to stop' },
  );
}
