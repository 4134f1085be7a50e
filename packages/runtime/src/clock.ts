import type { Instant } from '@devopsellence/core';

/** Where time comes from. Everything that waits takes one, so that tests need not wait. */
export interface Clock {
  now(): Instant;
  /** Milliseconds since some moment: for intervals, as the clock of the machine may be set back or forth meanwhile. */
  monotonicMs(): number;
  /** Resolves after `ms`, or at once when the signal aborts: callers check the signal, nothing is thrown. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener('abort', done, { once: true });
    }),
};
