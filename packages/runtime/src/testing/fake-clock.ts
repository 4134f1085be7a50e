import type { Clock } from '../clock.js';

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** A clock that stands still until it is told to go on. */
export class FakeClock implements Clock {
  /** How far the wall clock is from the other one. */
  #offset: number;
  #elapsed = 0;
  #sleepers: Sleeper[] = [];

  constructor(now = 0) {
    this.#offset = now;
  }

  now(): number {
    return this.#offset + this.#elapsed;
  }

  monotonicMs(): number {
    return this.#elapsed;
  }

  /** Sets the wall clock back or forth; no time passes. */
  stepWall(ms: number): void {
    this.#offset += ms;
  }

  /** How many are asleep; tests wait for it instead of guessing. */
  get sleepers(): number {
    return this.#sleepers.length;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const wake = () => {
        signal.removeEventListener('abort', wake);
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        resolve();
      };
      const sleeper = { until: this.#elapsed + ms, wake };
      this.#sleepers.push(sleeper);
      signal.addEventListener('abort', sleeper.wake, { once: true });
    });
  }

  /** Moves time on, waking everyone whose time has come, in order; lets their work run in between. */
  async advance(ms: number): Promise<void> {
    await settleMicrotasks();
    const end = this.#elapsed + ms;
    for (let next = this.#earliest(end); next !== null; next = this.#earliest(end)) {
      this.#elapsed = Math.max(this.#elapsed, next.until);
      next.wake();
      await settleMicrotasks();
    }
    this.#elapsed = end;
    await settleMicrotasks();
  }

  #earliest(end: number): Sleeper | null {
    const due = this.#sleepers.filter((sleeper) => sleeper.until <= end);
    return due.reduce<Sleeper | null>(
      (first, next) => (first === null || next.until < first.until ? next : first),
      null,
    );
  }
}

function settleMicrotasks(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
