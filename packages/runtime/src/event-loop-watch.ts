import { monitorEventLoopDelay } from 'node:perf_hooks';

const NANOS_PER_MILLI = 1e6;

/** Watches how late the event loop runs: whatever blocks it holds up everybody. */
export class EventLoopWatch {
  readonly #resolutionMs: number;
  readonly #histogram: ReturnType<typeof monitorEventLoopDelay>;

  /** It looks so often: more often sees shorter delays, and wakes an idle process more often. */
  constructor(resolutionMs: number) {
    this.#resolutionMs = resolutionMs;
    this.#histogram = monitorEventLoopDelay({ resolution: resolutionMs });
    this.#histogram.enable();
  }

  /** How late it was, in milliseconds, 99 times of 100 since the last call. */
  takeLagMs(): number {
    const lagMs = this.#histogram.percentile(99) / NANOS_PER_MILLI - this.#resolutionMs;
    this.#histogram.reset();
    return Math.max(0, lagMs);
  }

  stop(): void {
    this.#histogram.disable();
  }
}
