import { type Clock, systemClock } from '@devopsellence/runtime';

/** As long as a timer can wait. */
const LONGEST_SLEEP_MS = 2 ** 31 - 1;

/** Real time, which a test may move on: whoever sleeps until a moment that has come by then wakes at once. */
export class SkippingClock implements Clock {
  readonly #skips = new Set<() => void>();
  #ahead = 0;

  now(): number {
    return systemClock.now() + this.#ahead;
  }

  monotonicMs(): number {
    return systemClock.monotonicMs() + this.#ahead;
  }

  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    const until = this.now() + ms;
    while (!signal.aborted && this.now() < until) await this.#wait(until - this.now(), signal);
  }

  skip(ms: number): void {
    this.#ahead += ms;
    for (const wake of [...this.#skips]) wake();
  }

  async #wait(ms: number, signal: AbortSignal): Promise<void> {
    const attempt = new AbortController();
    const wake = () => attempt.abort();
    this.#skips.add(wake);
    signal.addEventListener('abort', wake, { once: true });
    await systemClock.sleep(Math.min(ms, LONGEST_SLEEP_MS), attempt.signal);
    signal.removeEventListener('abort', wake);
    this.#skips.delete(wake);
  }
}
