import { AppError } from '@devopsellence/core';
import { systemClock } from '@devopsellence/runtime';
import { describe, expect, it } from 'vitest';
import type { ControlPlaneClient, LogEntry } from '../../client/control-plane-client.js';
import type { ListTaskRunsRequest, RunTaskRequest, Task, TaskRun } from '../../client/task-client.js';
import { aTaskRun, PRODUCTION } from '../../testing/builders.js';
import { cli, documentsIn, folder, LOGGED_IN, NOW, shop } from '../../testing/cli.js';
import { brokenStreamOf, streamOf } from '../../testing/fake-client.js';
import { FakeIo } from '../../testing/fake-io.js';

const HOUR = 3_600_000;

const SUCCEEDED = aTaskRun({ state: 'succeeded', endedAt: NOW - HOUR + 4_200, exitCode: 0, lastLines: ['bye'] });
const FAILED = aTaskRun({
  state: 'failed',
  endedAt: NOW - HOUR + 4_200,
  exitCode: 3,
  reason: 'exited with code 3',
  lastLines: ['one', 'boom'],
});
const SKIPPED = aTaskRun({
  id: '02SKIPPED',
  state: 'skipped',
  trigger: 'schedule',
  requestedBy: '',
  node: '',
  startedAt: null,
  endedAt: NOW - HOUR,
  scheduledFor: NOW - HOUR,
  reason: 'run 01RUN still went on',
});

const NIGHTLY: Task = {
  name: 'nightly',
  service: 'web',
  command: ['bin/report'],
  args: [],
  timeoutMs: 600_000,
  schedule: { cron: '0 3 * * *', timeZone: 'Europe/Berlin', overlap: 'forbid' },
  nextAt: NOW + 5 * HOUR,
  lastRun: FAILED,
};
const RELEASE: Task = { ...NIGHTLY, name: 'release', schedule: null, nextAt: null, lastRun: null };

function aLine(text: string, stderr = false): LogEntry {
  const place = { node: 'prod-1', service: 'nightly', container: 'nightly-1' };
  return { kind: 'line', ...place, stderr, at: NOW, line: Buffer.from(text) };
}

async function run(words: string, client: Partial<ControlPlaneClient>) {
  return cli(words, { cwd: await shop(), env: LOGGED_IN, client });
}

describe('task list', () => {
  const listTasks = () => Promise.resolve([NIGHTLY, RELEASE]);

  it('shows when each runs next, and how it ran last', async () => {
    expect((await run('task list', { listTasks })).stdout).toBe(
      'TASK     SERVICE  SCHEDULE                 NEXT                              LAST RUN  WHEN        NODE\n' +
        'nightly  web      0 3 * * * Europe/Berlin  2026-03-01 17:00 UTC, in 5 hours  failed    1 hour ago  prod-1\n' +
        'release  web      every deploy                                               never\n',
    );
  });

  it('gives scripts all of it', async () => {
    expect(documentsIn((await run('task list --json', { listTasks })).stdout)).toMatchObject([
      {
        ok: true,
        ...PRODUCTION,
        tasks: [
          {
            name: 'nightly',
            command: ['bin/report'],
            timeout_ms: 600_000,
            schedule: { cron: '0 3 * * *', time_zone: 'Europe/Berlin', overlap: 'forbid' },
            next_at: '2026-03-01T17:00:00.000Z',
            last_run: { id: '01RUN', state: 'failed', node: 'prod-1', exit_code: 3 },
          },
          { name: 'release', schedule: null, next_at: null, last_run: null },
        ],
      },
    ]);
  });

  it('says how to have one', async () => {
    const { stdout } = await run('task list', { listTasks: () => Promise.resolve([]) });
    expect(stdout).toContain('under `tasks:` in devopsellence.yml');
  });
});

describe('task runs', () => {
  it('shows what made each run, and why it ended so', async () => {
    const asked: ListTaskRunsRequest[] = [];
    const listTaskRuns = (request: ListTaskRunsRequest) => {
      asked.push(request);
      return Promise.resolve([SKIPPED, FAILED, { ...SUCCEEDED, trigger: 'deployment', deploymentId: '01D' } as const]);
    };
    const { stdout } = await run('task runs nightly --limit 3', { listTaskRuns });
    expect(asked).toEqual([{ environment: PRODUCTION, task: 'nightly', limit: 3 }]);
    expect(stdout).toMatch(/02SKIPPED +nightly +schedule +skipped +1 hour ago +run 01RUN still went on\n/);
    expect(stdout).toMatch(/01RUN +nightly +ann +failed +1 hour ago +4\.2 s +prod-1 +exited with code 3\n/);
    expect(stdout).toMatch(/01RUN +nightly +deployment 01D +succeeded/);
    const json = await run('task runs --json', { listTaskRuns });
    expect(documentsIn(json.stdout)).toMatchObject([
      { ok: true, runs: [{ state: 'skipped', node: null, trigger: 'schedule' }, { exit_code: 3 }, { exit_code: 0 }] },
    ]);
  });

  it('says how to have one', async () => {
    const { stdout } = await run('task runs nightly', { listTaskRuns: () => Promise.resolve([]) });
    expect(stdout).toContain('devopsellence task run nightly');
  });
});

describe('task show', () => {
  it('shows how a run went, with its last lines', async () => {
    const { stdout } = await run('task show 01RUN', { taskRun: () => Promise.resolve(FAILED) });
    expect(stdout).toBe(
      '01RUN of task nightly on prod-1 failed\n  by          ann\n  made        2026-03-01T11:00:00.000Z (1 hour ago)\n' +
        '  took        4.2 s\n  exit code   3\n  reason      exited with code 3\n              | one\n              | boom\n',
    );
  });

  it('shows what a run waits for', async () => {
    const waitingOn = [
      { reason: 'dependency', subject: 'redis', detail: 'on redis: not ready yet', since: NOW },
    ] as const;
    const waiting = aTaskRun({ state: 'waiting', startedAt: null, waitingOn });
    const { stdout } = await run('task show 01RUN', { taskRun: () => Promise.resolve(waiting) });
    expect(stdout).toContain('  waiting     on redis: not ready yet\n');
  });
});

interface Scene {
  /** What each connection for lines brings. */
  readonly lines?: readonly (() => AsyncIterable<LogEntry>)[];
  /** How the run is when it has ended: once its lines have come. */
  readonly last?: TaskRun;
  readonly made?: TaskRun;
  readonly io?: FakeIo;
}

/** A run that goes on until all of its lines have come. */
async function running(words: string, { lines = [], last = SUCCEEDED, made = aTaskRun(), io }: Scene) {
  const asked: RunTaskRequest[] = [];
  let connections = 0;
  const client: Partial<ControlPlaneClient> = {
    runTask: (request) => {
      asked.push(request);
      return Promise.resolve(made);
    },
    async *runLogs() {
      connections += 1;
      yield* lines[connections - 1]?.() ?? streamOf();
    },
    taskRun: () => Promise.resolve(connections >= lines.length ? last : aTaskRun()),
  };
  const options = { cwd: await shop(), env: LOGGED_IN, client, outside: { clock: systemClock } };
  return { ...(await cli(words, io === undefined ? options : { ...options, io })), asked };
}

describe('task run', () => {
  it('passes on what it writes, each line to where it was written, and ends with it', async () => {
    const lines = [() => streamOf(aLine('\u001b[32mone'), aLine('two', true), aLine('bye'))];
    const { exitCode, stdout, stderr, asked } = await running('task run nightly', { lines });
    expect(exitCode).toBe(0);
    expect(stdout).toBe('\u001b[32mone\nbye\n');
    expect(stderr).toMatch(/^Run 01RUN of task nightly on prod-1\.\n.*prod-1 nightly: running\n.*two\nSucceeded\.\n$/s);
    expect(asked).toEqual([
      { environment: PRODUCTION, task: 'nightly', replace: false, requestToken: expect.any(String) as string },
    ]);
  });

  it('fails with the exit code, and with the last lines only where they were not shown', async () => {
    const whole = await running('task run nightly', {
      lines: [() => streamOf(aLine('one'), aLine('boom'))],
      last: FAILED,
    });
    expect(whole.exitCode).toBe(1);
    expect(whole.stdout).toBe('one\nboom\n');
    expect(whole.stderr).toContain(
      'Error: task nightly failed on prod-1\n  exited with code 3\n' +
        'Try: devopsellence task show 01RUN\nTry: devopsellence logs --run 01RUN\n',
    );
    const refusal = new AppError('forbidden', { message: 'this token may not read logs' });
    const blind = await running('task run nightly', { lines: [() => failingWith(refusal)], last: FAILED });
    expect(blind.stderr).toContain('Note: lines of the task do not come for now: this token may not read logs\n');
    expect(blind.stderr).toContain('  exited with code 3\n  one\n  boom\n');
  });

  it('streams JSON, the run last', async () => {
    const waitingOn = [
      { reason: 'dependency', subject: 'redis', detail: 'on redis: not ready yet', since: NOW },
    ] as const;
    const made = aTaskRun({ state: 'waiting', startedAt: null, waitingOn });
    const { stdout, stderr } = await running('task run nightly --json', {
      lines: [() => streamOf(aLine('one'))],
      made,
    });
    const documents = documentsIn(stdout);
    expect(stderr).toBe('');
    expect(documents[0]).toMatchObject({ event: 'started', ...PRODUCTION, run: { id: '01RUN', state: 'waiting' } });
    expect(documents).toContainEqual(
      expect.objectContaining({ event: 'progress', task: 'nightly', stream: 'stdout', line: 'one' }),
    );
    expect(documents[1]).toMatchObject({ event: 'progress', run: { waiting_on: [{ subject: 'redis' }] } });
    expect(documents.at(-1)).toMatchObject({ event: 'result', ok: true, run: { state: 'succeeded', exit_code: 0 } });
  });

  it('goes on after a break without a gap and without a line twice', async () => {
    const lines = [
      () => brokenStreamOf(aLine('one'), aLine('same')),
      () => streamOf(aLine('one'), aLine('same'), aLine('same'), aLine('end')),
    ];
    const { stdout, stderr } = await running('task run nightly', { lines });
    expect(stdout).toBe('one\nsame\nsame\nend\n');
    expect(stderr.match(/Note: /g)).toHaveLength(1);
  });

  it('that succeeds says when lines of it are missing', async () => {
    const refusal = new AppError('forbidden', { message: 'this token may not read logs' });
    const { exitCode, stderr } = await running('task run nightly', { lines: [() => failingWith(refusal)] });
    expect(exitCode).toBe(0);
    expect(stderr).toContain(
      'Warning: not every line that the task wrote was shown\n  Try: devopsellence logs --run 01RUN\n',
    );
  });

  it('--detach leaves it alone, and says how to see it', async () => {
    const { exitCode, stdout, asked } = await running('task run nightly --detach --replace', {});
    expect(exitCode).toBe(0);
    expect(stdout).toContain('devopsellence logs --run 01RUN --follow');
    expect(asked).toMatchObject([{ replace: true }]);
    const json = await running('task run nightly --detach --json', {});
    expect(documentsIn(json.stdout)).toMatchObject([{ ok: true, run: { id: '01RUN', state: 'running' } }]);
  });

  it('goes on after Ctrl-C, which says how to follow it', async () => {
    const io = new FakeIo({ cwd: await shop(), env: { ...LOGGED_IN, DEVOPSELLENCE_STATE_HOME: await folder() } });
    async function* interrupted() {
      yield aLine('one');
      io.pressCtrlC();
      throw new AppError('cancelled', { message: 'interrupted' });
    }
    const { exitCode, stdout, stderr } = await running('task run nightly', {
      io,
      lines: [interrupted],
      last: aTaskRun(),
    });
    expect({ exitCode, stdout }).toEqual({ exitCode: 130, stdout: 'one\n' });
    expect(stderr).toContain('stopped following run 01RUN of task nightly; it goes on\n');
    expect(stderr).not.toContain('do not come');
    expect(stderr).toContain('Try: devopsellence logs --run 01RUN --follow\nTry: devopsellence task show 01RUN\n');
  });

  it('is refused as the control plane says', async () => {
    const refusal = new AppError('task_in_progress', {
      message: 'a run of task nightly goes on: 01RUN on node prod-1',
      nextActions: ['devopsellence task run nightly --replace'],
    });
    const { exitCode, stderr } = await run('task run nightly', { runTask: () => Promise.reject(refusal) });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('Try: devopsellence task run nightly --replace\n');
  });
});

async function* failingWith(failure: AppError): AsyncGenerator<LogEntry> {
  yield* streamOf<LogEntry>();
  throw failure;
}
