import { AppError } from '@devopsellence/core';
import { aServiceSpec, aSpec, aTaskOutcome, aTaskSpec } from '@devopsellence/core/testing';
import type { wire } from '@devopsellence/protocol';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { NAMES, TestControlPlane } from '../deploy/testing/control-plane.js';
import { closed, type Frame } from '../deploy/testing/fake-tunnels.js';
import { anOperator } from '../testing/an-operator.js';
import type { OperatorContext } from './handler.js';
import { logsHandlers } from './logs.js';

let plane: TestControlPlane;

beforeEach(async () => {
  plane = await TestControlPlane.create({ n1: ['web', 'worker'], n2: ['web'], n3: [] });
  await plane.ended(await plane.deploy(aSpec([aServiceSpec(), aServiceSpec({ name: 'queue', role: 'worker' })])));
  plane.tunnels.channels.length = 0;
});

afterEach(() => plane.close());

function aLine(text: string): Frame {
  return { log: { service: 'web', container: 'c', stderr: false, atMs: 1, line: Buffer.from(text) } };
}

function says(name: string, ...frames: readonly Frame[]): void {
  plane.tunnels.scripts.set(plane.idOf(name), () => frames);
}

function contextOf(signal: AbortSignal): OperatorContext {
  return { operator: anOperator(), correlationId: 'c', signal };
}

function logs(overrides: Partial<wire.LogsRequest__Output> = {}, signal = new AbortController().signal) {
  const services = { environment: NAMES, service: '', node: '', lines: 0, sinceMs: 0, follow: false };
  const request = { ...services, task: '', run: '', whole: false, ...overrides };
  return logsHandlers(plane.deps).Logs(request, contextOf(signal));
}

async function collect(entries: AsyncIterable<wire.NodeLogEntry>): Promise<string[]> {
  const all: string[] = [];
  for await (const { node, log, note, failure } of entries)
    all.push(`${node}: ${failure?.message ?? note ?? String(log?.line)}`);
  return all;
}

describe('logs', () => {
  test('come from every node that runs something, and end when all have', async () => {
    says('n1', aLine('a1'), aLine('a2'), closed());
    says('n2', aLine('b1'), closed());
    expect((await collect(logs())).toSorted()).toEqual(['n1: a1', 'n1: a2', 'n2: b1']);
    expect(plane.tunnels.channels[0]?.work.logs).toMatchObject({ service: '', lines: 100, follow: false });
  });

  test('come from the nodes of one service, or from one node', async () => {
    for (const name of ['n1', 'n2']) says(name, aLine('a'), closed());
    expect(await collect(logs({ service: 'queue', lines: 5 }))).toEqual(['n1: a']);
    expect(await collect(logs({ node: 'n2' }))).toEqual(['n2: a']);
  });

  test('tell why a node’s part ended early, and go on with the others', async () => {
    says('n1', aLine('a1'), closed(new AppError('engine_unavailable', { message: 'the engine does not answer' })));
    plane.tunnels.scripts.delete(plane.idOf('n2'));
    const all = await collect(logs());
    expect(all.toSorted()).toEqual([
      'n1: a1',
      'n1: the engine does not answer',
      expect.stringMatching(/^n2: node .* has no tunnel open$/),
    ]);
  });

  test('stop the nodes when nobody reads any more', async () => {
    const caller = new AbortController();
    plane.tunnels.scripts.set(plane.idOf('n2'), async function* (_, channel) {
      yield aLine('b1');
      await channel.silence();
    });
    const entries = logs({ node: 'n2', follow: true }, caller.signal)[Symbol.asyncIterator]();
    await entries.next();
    const next = entries.next();
    caller.abort();
    expect((await next).done).toBe(true);
    expect(plane.tunnels.channels[0]?.isCancelled).toBe(true);
  });

  test('slow the nodes down when the reader is slow', async () => {
    says('n2', ...Array.from({ length: 50 }, (_, index) => aLine(String(index))), closed());
    const entries = logs({ node: 'n2' })[Symbol.asyncIterator]();
    await entries.next();
    await new Promise((resolve) => setImmediate(resolve));
    expect(plane.tunnels.channels[0]?.taken).toBeLessThanOrEqual(2);
  });

  test.each([
    [{ service: 'wep' }, 'not_found', 'did you mean web?'],
    [{ node: 'n9' }, 'not_found', null],
    [{ service: 'queue', node: 'n2' }, 'service_not_running', null],
    [{ node: 'n3' }, 'service_not_running', null],
    [{ lines: 1_000_000 }, 'invalid_argument', null],
  ])('refuse %o', async (overrides, code, reason) => {
    await expect(collect(logs(overrides))).rejects.toMatchObject({ code, reason });
  });
});

describe('logs of a run of a task', () => {
  const GONE = new AppError('not_found', { message: 'no container' });
  const release = aTaskSpec({ name: 'release' });
  const failed = aTaskOutcome({
    isSuccess: false,
    exitCode: 3,
    reason: 'exited with code 3',
    lastLines: ['no such table'],
  });
  let id: string;

  /** Deploys a release with a task, which has ended, or goes on. */
  async function deployTask(taskRun: TestControlPlane['taskRun']): Promise<void> {
    plane.taskRun = taskRun;
    const spec = aSpec([aServiceSpec({ env: { NEXT: '1' } })], { tasks: [release] });
    const answer = await plane.deploy(spec);
    if (taskRun.outcome) await plane.ended(answer);
    else await vi.waitFor(() => expect(plane.fleet.report(plane.idOf('n1'))?.taskRuns).toHaveLength(1));
    id = answer.deployment?.id ?? '';
    plane.tunnels.channels.length = 0;
  }

  const run = () => plane.tunnels.channels.map(({ work }) => work.logs);

  test('are those of the newest one, followed to its end from its first line on', async () => {
    await deployTask({ state: 'running', outcome: null });
    says('n1', aLine('a1'), aLine('a2'), closed());
    expect(await collect(logs({ task: 'release', whole: true, follow: true }))).toEqual(['n1: a1', 'n1: a2']);
    expect(run()).toMatchObject([{ taskRun: id, service: 'release', whole: true, follow: true }]);
  });

  test('wait for a node that has not heard of it yet', async () => {
    await deployTask({ state: 'running', outcome: null });
    let asked = 0;
    plane.tunnels.scripts.set(plane.idOf('n1'), () => {
      asked += 1;
      return asked === 1 ? [closed(GONE)] : [aLine('a1'), closed()];
    });
    const entries = collect(logs({ run: id, follow: true }));
    await vi.waitFor(() => expect(asked).toBe(1));
    await plane.clock.advance(1_000);
    expect(await entries).toEqual(['n1: a1']);
  });

  test('are its recorded last lines when nothing else is left of it, with a note', async () => {
    await deployTask({ state: 'failed', outcome: failed });
    says('n1', closed(GONE));
    expect(await collect(logs({ task: 'release', follow: true }))).toEqual([
      `n1: run ${id} of task release has ended, and its container is gone: these are its last lines`,
      'n1: no such table',
    ]);
    expect(run()).toMatchObject([{ follow: false }]);
    plane.tunnels.scripts.delete(plane.idOf('n1'));
    expect(await collect(logs({ task: 'release' }))).toEqual([
      expect.stringMatching(/has ended, and node .* has no tunnel open: these are its last lines$/),
      'n1: no such table',
    ]);
  });

  test('are not those of a service: whoever asks for one of that name is told how to ask', async () => {
    await deployTask({ state: 'succeeded', outcome: aTaskOutcome() });
    await expect(collect(logs({ service: 'release' }))).rejects.toMatchObject({
      code: 'not_found',
      message: 'release is a task, not a service',
      nextActions: ['devopsellence logs --task release', 'devopsellence task run release'],
    });
  });

  test('tell why they end early', async () => {
    await deployTask({ state: 'running', outcome: null });
    says('n1', aLine('a1'), closed(new AppError('engine_unavailable', { message: 'the engine does not answer' })));
    expect(await collect(logs({ run: id }))).toEqual(['n1: a1', 'n1: the engine does not answer']);
  });

  test.each([
    [{ task: 'relaese' }, 'did you mean release?', /has no task "relaese"/],
    [{ task: 'release', run: 'r9' }, null, /task release has no run "r9"/],
    [{ run: 'r9' }, null, /no run "r9"/],
  ])('refuse %o', async (overrides, reason, message) => {
    await deployTask({ state: 'succeeded', outcome: aTaskOutcome() });
    const refused = await collect(logs(overrides)).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'not_found', reason, message: expect.stringMatching(message) as string });
  });
});
