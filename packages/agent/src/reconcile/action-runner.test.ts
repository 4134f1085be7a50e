import { type Action, AppError } from '@devopsellence/core';
import { FakeClock, silentLogger } from '@devopsellence/runtime/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { AgentFigures } from '../health/agent-figures.js';
import { settle } from '../testing/settle.js';
import { ActionRunner } from './action-runner.js';

const { signal } = new AbortController();

function start(container: string): Action {
  return { kind: 'startContainer', key: `container:${container}`, containerId: container, container };
}

function stop(container: string): Action {
  return { kind: 'stopContainer', key: `container:${container}`, containerId: container, container, graceMs: 0 };
}

describe('the action runner', () => {
  const clock = new FakeClock(1_000);
  let executed: string[];
  let ends: (() => void)[];
  let failure: AppError | null;
  let changes: number;
  let runner: ActionRunner;

  beforeEach(() => {
    executed = [];
    ends = [];
    failure = null;
    changes = 0;
    runner = new ActionRunner({
      figures: new AgentFigures(clock),
      redact: (text) => text,
      execute: async (action, { report }) => {
        executed.push(action.key);
        report('half of it');
        await new Promise<void>((resolve) => ends.push(resolve));
        if (failure !== null) throw failure;
      },
      onChange: () => {
        changes += 1;
      },
      clock,
      random: () => 1,
      logger: silentLogger,
    });
  });

  async function endAll(): Promise<void> {
    for (const end of ends.splice(0)) end();
    await settle();
  }

  it('starts four containers at a time, and stops others beside them', () => {
    const actions = ['a', 'b', 'c', 'd', 'e', 'f'].map(start);
    runner.start([...actions, stop('x')], signal);
    expect(executed).toEqual(['container:a', 'container:b', 'container:c', 'container:d', 'container:x']);
  });

  it('runs one action per key, and says how far it is', () => {
    runner.start([start('a'), stop('a')], signal);
    runner.start([start('a')], signal);
    expect(executed).toEqual(['container:a']);
    expect(runner.inFlight().get('container:a')).toEqual({ startedAt: 1_000, detail: 'half of it' });
  });

  it('has nothing in flight any more when it calls back about the end', async () => {
    runner.start([start('a')], signal);
    const before = changes;
    await endAll();
    expect(changes).toBe(before + 1);
    expect(runner.inFlight().size).toBe(0);
    await runner.idle();
  });

  it('lets what failed rest for longer each time, until it succeeds', async () => {
    failure = new AppError('engine_failed', { message: 'no space left', reason: 'the disk is full' });
    for (const attempts of [1, 2, 3]) {
      runner.start([start('a')], signal);
      await endAll();
      expect(runner.backoffs().get('container:a')).toEqual({
        attempts,
        retryAt: 1_000 + 500 * 2 ** (attempts - 1),
        code: 'engine_failed',
        message: 'no space left: the disk is full',
      });
    }
    failure = null;
    runner.start([start('a')], signal);
    await endAll();
    expect(runner.backoffs().size).toBe(0);
  });

  it('forgives', async () => {
    failure = new AppError('engine_failed', { message: 'no' });
    runner.start([start('a')], signal);
    await endAll();
    runner.forgive();
    expect(runner.backoffs().size).toBe(0);
  });

  it('lets what nobody planned wait for an action on the same thing, and no action come between', async () => {
    runner.start([start('a')], signal);
    const done: string[] = [];
    const alone = runner.runAlone('container:a', async () => {
      done.push('alone');
      await new Promise<void>((resolve) => ends.push(resolve));
    });
    await settle();
    expect(done).toEqual([]);
    await endAll();
    expect(done).toEqual(['alone']);
    runner.start([stop('a')], signal);
    expect(executed).toEqual(['container:a']);
    expect([...runner.inFlight().keys()]).toEqual(['container:a']);
    await endAll();
    await alone;
    expect(runner.inFlight().size).toBe(0);
    await runner.idle();
  });

  it('tells who asked for it how it failed, and no one else', async () => {
    const failing = runner.runAlone('container:a', () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect([...runner.inFlight().keys(), ...runner.backoffs().keys()]).toEqual([]);
    await runner.idle();
  });

  it('takes no failure for one when it is asked to end', async () => {
    const ending = new AbortController();
    failure = new AppError('cancelled', { message: 'stopped' });
    runner.start([start('a')], ending.signal);
    ending.abort();
    await endAll();
    expect(runner.backoffs().size).toBe(0);
  });
});
