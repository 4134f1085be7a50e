import type { Instant } from '@devopsellence/core';
import { type BackoffOptions, backoffMs } from './backoff.js';
import type { Clock } from './clock.js';

export interface LoopOptions {
  /** One pass. Returns when to run again at the latest (null: only when triggered). Throwing means: try again, later. */
  readonly pass: (signal: AbortSignal) => Promise<Instant | null>;
  /** Told of every pass that threw. */
  readonly onError: (error: unknown, retryInMs: number) => void;
  readonly backoff: BackoffOptions;
  readonly clock: Clock;
  readonly random: () => number;
}

/**
 * A level-triggered loop.
 *
 * Invariants: one pass at a time; triggers during a pass coalesce into exactly one more; a pass that threw is repeated
 * after a growing delay, and a trigger does not shorten that delay; after `run` has resolved no pass runs.
 */
export class Loop {
  readonly #options: LoopOptions;
  #triggered = true;
  #failures = 0;
  #wake: AbortController | null = null;

  constructor(options: LoopOptions) {
    this.#options = options;
  }

  /** Asks for a pass as soon as possible. Never blocks, never throws. */
  trigger(): void {
    this.#triggered = true;
    if (this.#failures === 0) this.#wake?.abort();
  }

  /** Runs passes until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.#triggered = false;
      const delayMs = await this.#pass(signal);
      if (this.#triggered && this.#failures === 0) continue;
      await this.#sleep(delayMs, signal);
    }
  }

  async #pass(signal: AbortSignal): Promise<number> {
    const { pass, clock, backoff, random, onError } = this.#options;
    try {
      const next = await pass(signal);
      this.#failures = 0;
      return next === null ? FOREVER_MS : Math.max(0, next - clock.now());
    } catch (error) {
      if (signal.aborted) return 0;
      this.#failures += 1;
      const retryInMs = backoffMs(this.#failures, backoff, random);
      onError(error, retryInMs);
      return retryInMs;
    }
  }

  async #sleep(delayMs: number, signal: AbortSignal): Promise<void> {
    // Aborted during the pass: the listener below would never hear of it.
    if (signal.aborted) return;
    const wake = new AbortController();
    const onAbort = () => wake.abort();
    signal.addEventListener('abort', onAbort, { once: true });
    this.#wake = wake;
    await this.#options.clock.sleep(Math.min(delayMs, FOREVER_MS), wake.signal);
    this.#wake = null;
    signal.removeEventListener('abort', onAbort);
  }
}

/** The longest a timer can wait: 2^31 - 1 ms, about 25 days. */
const FOREVER_MS = 2 ** 31 - 1;
