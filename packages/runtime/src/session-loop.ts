import { type BackoffOptions, backoffMs } from './backoff.js';
import type { Clock } from './clock.js';

export interface SessionLoopOptions {
  /**
   * One whole session: connects, works, and returns or throws when anything of it broke. `established` is called once
   * the other side has answered; the backoff starts anew after such a session.
   */
  readonly session: (signal: AbortSignal, established: () => void) => Promise<void>;
  readonly onEnd: (error: unknown, retryInMs: number) => void;
  readonly backoff: BackoffOptions;
  readonly clock: Clock;
  readonly random: () => number;
}

/** Builds sessions one after the other until the signal aborts. A session dies whole: nothing of it is carried over. */
export async function runSessions(options: SessionLoopOptions, signal: AbortSignal): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    const session = new AbortController();
    const end = () => session.abort();
    signal.addEventListener('abort', end, { once: true });
    const error = await outcome(
      options.session(session.signal, () => {
        failures = 0;
      }),
    );
    session.abort();
    signal.removeEventListener('abort', end);
    if (signal.aborted) return;
    failures += 1;
    const retryInMs = backoffMs(failures, options.backoff, options.random);
    options.onEnd(error, retryInMs);
    await options.clock.sleep(retryInMs, signal);
  }
}

async function outcome(session: Promise<void>): Promise<unknown> {
  try {
    await session;
    return null;
  } catch (error) {
    return error;
  }
}
