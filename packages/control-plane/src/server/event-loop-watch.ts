import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 20;
const NANOS_PER_MILLI = 1e6;

/** Watches how late the event loop runs: whatever blocks it holds up everybody. */
export class EventLoopWatch {
  readonly #histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });

  constructor() {
    this.#histogram.enable();
  }

  /** How late it was, in milliseconds, 99 times of 100 since the last call. */
  takeLagMs(): number {
    const lagMs = this.#histogram.percentile(99) / NANOS_PER_MILLI - RESOLUTION_MS;
    this.#histogram.reset();
    return Math.max(0, lagMs);
  }

  stop(): void {
    this.#histogram.disable();
  }
}
