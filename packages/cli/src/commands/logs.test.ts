import { describe, expect, it } from 'vitest';
import type { LogEntry, LogsRequest } from '../client/control-plane-client.js';
import type { RunLogsRequest } from '../client/task-client.js';
import { PRODUCTION } from '../testing/builders.js';
import { cli, documentsIn, folder, LOGGED_IN, NOW, shop } from '../testing/cli.js';
import { brokenStreamOf, streamOf, unavailable } from '../testing/fake-client.js';
import { FakeIo } from '../testing/fake-io.js';

const env = LOGGED_IN;

function aLine(text: string, overrides: Partial<Extract<LogEntry, { kind: 'line' }>> = {}): LogEntry {
  const at = overrides.at ?? NOW;
  return {
    kind: 'line',
    node: 'prod-1',
    service: 'web',
    container: 'web-1',
    stderr: false,
    line: Buffer.from(text),
    ...overrides,
    at,
  };
}

describe('logs', () => {
  it('puts node and service in front of each line and leaves the line as it is', async () => {
    const asked: LogsRequest[] = [];
    const logs = (request: LogsRequest) => {
      asked.push(request);
      return streamOf(
        aLine('hello'),
        aLine('\u001b[31mred', { service: 'redis' }),
        aLine('x', { line: Buffer.from([0xff, 0xfe]) }),
      );
    };
    const result = await cli('logs web --node prod-1 --lines 5 --since 10m', {
      cwd: await shop(),
      env,
      client: { logs },
    });
    expect(asked).toEqual([
      { environment: PRODUCTION, service: 'web', node: 'prod-1', lines: 5, sinceMs: 600_000, follow: false },
    ]);
    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    expect(result.io.stdout.bytes).toEqual(
      Buffer.concat([
        Buffer.from('prod-1 web | hello\nprod-1 redis | \u001b[31mred\nprod-1 web   | '),
        Buffer.from([0xff, 0xfe]),
        Buffer.from('\n'),
      ]),
    );
  });

  it('is a JSON line for each line', async () => {
    const { stdout } = await cli('logs --json', {
      cwd: await shop(),
      env,
      client: { logs: () => streamOf(aLine('hello', { stderr: true })) },
    });
    expect(documentsIn(stdout)).toMatchObject([
      {
        event: 'progress',
        node: 'prod-1',
        service: 'web',
        stream: 'stderr',
        at: '2026-03-01T12:00:00.000Z',
        line: 'hello',
      },
      { event: 'result', ok: true, lines: 1 },
    ]);
  });

  it('fails when lines of a node are missing', async () => {
    const logs = () =>
      streamOf<LogEntry>(aLine('hello'), { kind: 'failure', node: 'prod-2', message: 'the node is offline' });
    expect(await cli('logs', { cwd: await shop(), env, client: { logs } })).toMatchObject({
      exitCode: 1,
      stdout: 'prod-1 web | hello\n',
      stderr:
        'Warning: prod-2: the node is offline\nError: log lines of some nodes are missing\n  prod-2: the node is offline\nTry: devopsellence node list\n',
    });
  });

  it.each([
    ['--lines 0', 'Error: --lines must be a number from 1 to 10000, not "0"\nTry: devopsellence logs --help\n'],
    ['--lines many', 'Error: --lines must be a number from 1 to 10000, not "many"\nTry: devopsellence logs --help\n'],
    [
      '--since yesterday',
      'Error: --since must be a duration, not "yesterday"\n  for example 30s, 10m, 1h30m or 90d\nTry: devopsellence logs --help\n',
    ],
  ])('%s is a usage error', async (words, stderr) => {
    expect(await cli(`logs ${words}`, { cwd: await shop(), env })).toMatchObject({ exitCode: 2, stdout: '', stderr });
  });
});

describe('logs --task', () => {
  async function ofTask(words: string, ...entries: readonly LogEntry[]) {
    const asked: RunLogsRequest[] = [];
    const runLogs = (request: RunLogsRequest) => {
      asked.push(request);
      return streamOf(...entries);
    };
    return { ...(await cli(words, { cwd: await shop(), env, client: { runLogs } })), asked };
  }

  it('shows the newest run, and ends with it', async () => {
    const { exitCode, stdout, asked } = await ofTask(
      'logs --task nightly --follow --lines 5',
      aLine('hello', { service: 'nightly' }),
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'prod-1 nightly | hello\n' });
    const request = { environment: PRODUCTION, task: 'nightly', run: null, lines: 5, whole: false };
    expect(asked).toEqual([{ ...request, sinceMs: null, follow: true }]);
  });

  it('shows the recorded last lines of a run whose container is gone, and says so', async () => {
    const note = { kind: 'note', node: 'prod-1', text: 'its container is gone' } as const;
    const { exitCode, stdout, stderr, asked } = await ofTask('logs --run 01RUN', note, aLine('bye'));
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'prod-1 web | bye\n' });
    expect(stderr).toBe('Note: prod-1: its container is gone\n');
    expect(asked).toMatchObject([{ task: null, run: '01RUN' }]);
  });

  it.each([
    ['web --task nightly', 'SERVICE'],
    ['--task nightly --node prod-1', '--node'],
    ['web --run 01RUN', 'SERVICE'],
  ])('%s is a usage error', async (words, other) => {
    const { exitCode, stderr } = await ofTask(`logs ${words}`);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: `Error: --task and --run cannot be used with ${other}\nTry: devopsellence logs --task TASK\n`,
    });
  });
});

describe('logs --follow', () => {
  it('goes on after a break without a gap and without a line twice', async () => {
    const io = new FakeIo({ cwd: await shop(), env: { ...env, DEVOPSELLENCE_STATE_HOME: await folder() } });
    const asked: LogsRequest[] = [];
    const logs = (request: LogsRequest) => {
      asked.push(request);
      if (asked.length === 1)
        return brokenStreamOf(aLine('one'), aLine('two'), aLine('other', { container: 'web-2', at: NOW + 5 }));
      if (asked.length === 2) return brokenStreamOf<LogEntry>();
      return interrupted(
        aLine('one'),
        aLine('two'),
        aLine('three'),
        aLine('other', { container: 'web-2', at: NOW + 5 }),
        aLine('four', { at: NOW + 9 }),
      );
    };
    async function* interrupted(...entries: readonly LogEntry[]): AsyncGenerator<LogEntry> {
      yield* entries;
      io.pressCtrlC();
      throw unavailable();
    }
    const result = await cli('logs --follow --lines 2', { io, client: { logs } });
    expect(result.exitCode).toBe(130);
    expect(result.stdout).toBe(
      ['one', 'two', 'other', 'three', 'four'].map((text) => `prod-1 web | ${text}\n`).join(''),
    );
    expect(result.stderr).toBe('the control plane at cp:7443 does not answer; connecting again\n');
    expect(asked[0]).toMatchObject({ lines: 2, sinceMs: null });
    expect(asked[2]).toMatchObject({ lines: 10_000, follow: true });
    expect(asked[2]?.sinceMs).toBeGreaterThanOrEqual(10_000);
  });
});
