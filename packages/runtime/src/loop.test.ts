import { describe, expect, it } from 'vitest';
import { Loop, type LoopOptions } from './loop.js';
import { FakeClock } from './testing/index.js';

function start(options: Partial<LoopOptions>, clock = new FakeClock()) {
  const stop = new AbortController();
  const errors: number[] = [];
  const loop = new Loop({
    pass: async () => null,
    onError: (_error, retryInMs) => errors.push(retryInMs),
    backoff: { baseMs: 100, capMs: 1000 },
    clock,
    random: () => 1,
    ...options,
  });
  const done = loop.run(stop.signal);
  return { clock, loop, errors, stop: () => stop.abort(), done };
}

/** A pass that waits until it is let go, and counts how many run at once. */
function gatedPass() {
  const gate = { runs: 0, running: 0, most: 0, release: () => {} };
  const pass = async () => {
    gate.runs += 1;
    gate.running += 1;
    gate.most = Math.max(gate.most, gate.running);
    await new Promise<void>((resolve) => {
      gate.release = resolve;
    });
    gate.running -= 1;
    return null;
  };
  return { gate, pass };
}

describe('Loop', () => {
  it('runs a first pass without being triggered', async () => {
    let runs = 0;
    const { clock, stop, done } = start({
      pass: async () => {
        runs += 1;
        return null;
      },
    });
    await clock.advance(0);
    expect(runs).toBe(1);
    stop();
    await done;
  });

  it('coalesces triggers during a pass into exactly one more, and never runs two at once', async () => {
    const { gate, pass } = gatedPass();
    const { clock, loop, stop, done } = start({ pass });
    await clock.advance(0);
    loop.trigger();
    loop.trigger();
    loop.trigger();
    gate.release();
    await clock.advance(0);
    expect(gate).toMatchObject({ runs: 2, most: 1 });
    gate.release();
    await clock.advance(0);
    expect(gate.runs).toBe(2);
    stop();
    await done;
  });

  it('runs again at the moment the pass asked for', async () => {
    const at: number[] = [];
    const clock = new FakeClock();
    const pass = async () => {
      at.push(clock.now());
      return clock.now() + 250;
    };
    const { stop, done } = start({ pass }, clock);
    await clock.advance(600);
    expect(at).toEqual([0, 250, 500]);
    stop();
    await done;
  });

  it('repeats a failed pass with growing delays that triggers do not shorten', async () => {
    let runs = 0;
    const { clock, loop, errors, stop, done } = start({
      pass: async () => {
        runs += 1;
        throw new Error('no');
      },
    });
    await clock.advance(0);
    loop.trigger();
    await clock.advance(99);
    expect(runs).toBe(1);
    await clock.advance(1);
    await clock.advance(200);
    expect(runs).toBe(3);
    expect(errors).toEqual([100, 200, 400]);
    stop();
    await done;
  });

  it('runs no pass after it was stopped', async () => {
    let runs = 0;
    const { clock, loop, stop, done } = start({
      pass: async () => {
        runs += 1;
        return null;
      },
    });
    await clock.advance(0);
    stop();
    await done;
    loop.trigger();
    await clock.advance(10_000);
    expect(runs).toBe(1);
  });

  it('ends when it is aborted during a pass', async () => {
    const { gate, pass } = gatedPass();
    const { clock, stop, done } = start({ pass });
    await clock.advance(0);
    stop();
    gate.release();
    await done;
    expect(gate.runs).toBe(1);
  });
});
