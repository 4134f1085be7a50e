import { EventEmitter, once } from 'node:events';
import { FakeClock } from '@devopsellence/runtime/testing';
import { describe, expect, it, vi } from 'vitest';
import type { ControlPlaneClient, LogEntry } from '../client/control-plane-client.js';
import type { DeploymentProgress } from '../client/status.js';
import type { RunLogsRequest } from '../client/task-client.js';
import { aDeployReply, aProgress, aService, PRODUCTION } from '../testing/builders.js';
import { cli, documentsIn, LOGGED_IN, NOW, programs, shop } from '../testing/cli.js';
import { brokenStreamOf, streamOf } from '../testing/fake-client.js';

const RUNNING = { task: 'release', node: 'prod-1', runId: '01RUN', waitingOn: [], outcome: null };
const FAILED = {
  ...RUNNING,
  outcome: {
    isSuccess: false,
    exitCode: 7,
    startedAt: NOW,
    endedAt: NOW,
    reason: 'exited with code 7',
    lastLines: ['one', 'boom'],
  },
};

const running = aProgress('running', [aService()], { task: RUNNING });
const settled = aProgress('settled', [aService()], {
  task: { ...FAILED, outcome: { ...FAILED.outcome, isSuccess: true } },
});
const rolledBack = aProgress('rolled_back', [aService()], { task: FAILED });

function aLine(text: string, at = NOW, stderr = false): LogEntry {
  const place = { node: 'prod-1', service: 'release', container: 'release-1' };
  return { kind: 'line', ...place, stderr, at, line: Buffer.from(text) };
}

interface Scene {
  /** What each connection for lines brings. */
  readonly lines: readonly (() => AsyncIterable<LogEntry>)[];
  readonly last: DeploymentProgress;
  readonly isTerminal?: boolean;
}

/** A deploy whose task writes while it runs; it ends when the last of the lines have come. */
async function deploying(words: string, { lines, last, isTerminal = false }: Scene) {
  const asked: RunLogsRequest[] = [];
  const finished = new EventEmitter();
  const isFinished = once(finished, 'end');
  async function* runLogs(request: RunLogsRequest): AsyncGenerator<LogEntry> {
    asked.push(request);
    try {
      yield* lines[asked.length - 1]?.() ?? streamOf();
    } finally {
      if (asked.length >= lines.length) finished.emit('end');
    }
  }
  async function* watchDeployment() {
    yield running;
    await isFinished;
    await new Promise((resolve) => setImmediate(resolve));
    yield last;
  }
  const client: Partial<ControlPlaneClient> = {
    deploy: () => Promise.resolve(aDeployReply()),
    watchDeployment,
    runLogs,
  };
  // Its time stands still: what is drawn anew as time goes by would be drawn for ever.
  const outside = { runProgram: programs({}).run, ...(isTerminal ? { clock: new FakeClock(NOW) } : {}) };
  const env = { ...LOGGED_IN, NO_COLOR: '1' };
  return { ...(await cli(words, { cwd: await shop(), env, client, outside, isTerminal })), asked };
}

describe('the release task of a deploy', () => {
  it('is heard while it runs, line for line, with its name in front, from its first line on', async () => {
    const lines = [() => streamOf(aLine('one'), aLine('two', NOW, true), aLine('\u001b[31mred\u001b[0m\ttext'))];
    const { exitCode, stderr, asked } = await deploying('deploy --image shop:1', { lines, last: settled });
    expect(exitCode).toBe(0);
    expect(stderr).toBe('          release | one\n          release | two\n          release | red text\n');
    expect(asked).toMatchObject([
      { environment: PRODUCTION, task: 'release', run: '01RUN', whole: true, follow: true },
    ]);
  });

  it('is a JSON line for each of its lines', async () => {
    const lines = [() => streamOf(aLine('one', NOW, true))];
    const { stdout } = await deploying('deploy --image shop:1 --json', { lines, last: settled });
    expect(documentsIn(stdout)).toContainEqual({
      event: 'progress',
      operation: 'deploy',
      schema_version: 1,
      elapsed_ms: 0,
      task: 'release',
      node: 'prod-1',
      container: 'release-1',
      stream: 'stderr',
      at: '2026-03-01T12:00:00.000Z',
      line: 'one',
    });
  });

  it('stands above the steps on a terminal', async () => {
    const lines = [() => streamOf(aLine('one'))];
    const { stderr } = await deploying('deploy --image shop:1', { lines, last: settled, isTerminal: true });
    expect(stderr).toContain('release | one\n');
  });

  it('is not told a second time what it wrote last when it failed', async () => {
    const lines = [() => streamOf(aLine('one'), aLine('boom'))];
    const { exitCode, stderr } = await deploying('deploy --image shop:1', { lines, last: rolledBack });
    expect(exitCode).toBe(1);
    expect(stderr.match(/boom/g)).toHaveLength(1);
  });

  it('goes on after a break without a gap and without a line twice, and says so once', async () => {
    const failure = { kind: 'failure', node: 'prod-1', message: 'the tunnel broke' } as const;
    const lines = [
      () => brokenStreamOf(aLine('one'), aLine('same')),
      () => streamOf<LogEntry>(failure),
      () => streamOf(aLine('one'), aLine('same'), aLine('same'), aLine('end', NOW - 1)),
    ];
    const { exitCode, stderr, asked } = await deploying('deploy --image shop:1', { lines, last: settled });
    expect(exitCode).toBe(0);
    expect(stderr).toBe(
      '          release | one\n          release | same\n' +
        '          … lines of the task do not come for now: the control plane at cp:7443 does not answer\n' +
        '          release | same\n          release | end\n',
    );
    expect(asked).toHaveLength(3);
  });

  it('shows what was recorded of it when its container is gone, and then nothing twice', async () => {
    const note = { kind: 'note', node: 'prod-1', text: 'its container is gone' } as const;
    const lines = [() => streamOf(note, aLine('one'), aLine('boom'))];
    const { stderr } = await deploying('deploy --image shop:1', { lines, last: rolledBack });
    expect(stderr).toContain('          … its container is gone\n          release | one\n          release | boom\n');
    expect(stderr.match(/boom/g)).toHaveLength(1);
  });

  it('tells its last lines at the end when the others could not be had', async () => {
    const note = { kind: 'note', node: 'prod-1', text: 'its container is gone' } as const;
    const lines = [() => brokenStreamOf(aLine('one')), () => streamOf(note, aLine('boom'))];
    const { stderr } = await deploying('deploy --image shop:1', { lines, last: rolledBack });
    expect(stderr).toContain('  prod-1 task release: one\n  prod-1 task release: boom\n');
    expect(stderr).not.toContain('its container is gone');
  });

  it('is waited for as long as its lines come, however many there are', async () => {
    const clock = new FakeClock(NOW);
    const many = 20;
    async function* runLogs(): AsyncGenerator<LogEntry> {
      for (let number = 0; number < many; number += 1) {
        await clock.sleep(4_000, new AbortController().signal);
        yield aLine(`line ${number}`);
      }
    }
    const watchDeployment = () => streamOf(settled);
    const client = { deploy: () => Promise.resolve(aDeployReply()), watchDeployment, runLogs };
    const ended = cli('deploy --image shop:1', { cwd: await shop(), env: LOGGED_IN, client, outside: { clock } });
    for (let number = 0; number < many; number += 1) {
      await vi.waitFor(() => expect(clock.sleepers).toBeGreaterThan(0));
      await clock.advance(4_000);
    }
    expect((await ended).stderr.match(/release \| line/g)).toHaveLength(many);
  });

  it('is waited for when the deployment has ended before its lines have come', async () => {
    async function* runLogs(): AsyncGenerator<LogEntry> {
      await new Promise((resolve) => setImmediate(resolve));
      yield aLine('late');
    }
    const watchDeployment = () => streamOf(settled);
    const client = { deploy: () => Promise.resolve(aDeployReply()), watchDeployment, runLogs };
    const outside = { clock: new FakeClock(NOW) };
    const { stderr } = await cli('deploy --image shop:1', { cwd: await shop(), env: LOGGED_IN, client, outside });
    expect(stderr).toContain('release | late\n');
  });
});
