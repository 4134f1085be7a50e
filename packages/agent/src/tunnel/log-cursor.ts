import type { LogLine } from '../engine/container-engine.js';

/** How far the log of one container was read, so that reading on leaves out nothing and repeats nothing. */
export class LogCursor {
  #sinceNs: bigint;

  /** `sinceNs`: what is older is of no interest. */
  constructor(sinceNs: bigint) {
    this.#sinceNs = sinceNs;
  }

  /** From where to read on. */
  get sinceNs(): bigint {
    return this.#sinceNs;
  }

  /** Moves past a line. */
  pass({ atNs }: LogLine): void {
    if (atNs >= this.#sinceNs) this.#sinceNs = atNs + 1n;
  }
}
