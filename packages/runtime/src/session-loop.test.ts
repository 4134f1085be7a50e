import { expect, it } from 'vitest';
import { runSessions, type SessionLoopOptions } from './session-loop.js';
import { FakeClock } from './testing/index.js';

function sessions(session: SessionLoopOptions['session']) {
  const clock = new FakeClock();
  const stop = new AbortController();
  const delays: number[] = [];
  const done = runSessions(
    { session, onEnd: (_e, ms) => delays.push(ms), backoff: { baseMs: 500, capMs: 15_000 }, clock, random: () => 1 },
    stop.signal,
  );
  return { clock, delays, stop: () => stop.abort(), done };
}

it('builds the next session after a growing delay, up to the cap', async () => {
  const { clock, delays, stop, done } = sessions(() => Promise.reject(new Error('refused')));
  await clock.advance(60_000);
  expect(delays.slice(0, 7)).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
  stop();
  await done;
});

it('begins with short delays again after a session that was established', async () => {
  let count = 0;
  const { clock, delays, stop, done } = sessions((_signal, established) => {
    count += 1;
    if (count > 2) established();
    return Promise.reject(new Error('broken'));
  });
  await clock.advance(3000);
  expect(delays.slice(0, 4)).toEqual([500, 1000, 500, 500]);
  stop();
  await done;
});

it('aborts what is left of a session when it ends, and the session when it is stopped itself', async () => {
  const seen: AbortSignal[] = [];
  const { clock, stop, done } = sessions((signal) => {
    seen.push(signal);
    if (seen.length === 1) return Promise.resolve();
    return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  });
  await clock.advance(600);
  expect(seen.map((signal) => signal.aborted)).toEqual([true, false]);
  stop();
  await done;
  expect(seen[1]?.aborted).toBe(true);
});
