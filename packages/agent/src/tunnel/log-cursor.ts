import type { Instant } from '@devopsellence/core';
import type { LogLine } from '../engine/container-engine.js';

/**
 * How far the log of one container was read. Moments are exact to the millisecond only, so the lines of the last one are
 * counted: reading on from that moment leaves out just those.
 */
export class LogCursor {
  #at: Instant | null = null;
  #count = 0;
  #toSkip = 0;

  /** From where to read on; null for the beginning. */
  get since(): Instant | null {
    return this.#at;
  }

  /** Nothing was read so far: what is older than this is of no interest. */
  startAt(at: Instant): void {
    this.#at ??= at;
  }

  /** Reading starts again at `since`. */
  rewind(): void {
    this.#toSkip = this.#count;
  }

  /** Moves past a line. Returns whether it is a new one. */
  pass({ at }: LogLine): boolean {
    if (this.#at !== null && at < this.#at) return false;
    if (at === this.#at && this.#toSkip > 0) {
      this.#toSkip -= 1;
      return false;
    }
    this.#count = at === this.#at ? this.#count + 1 : 1;
    this.#toSkip = 0;
    this.#at = at;
    return true;
  }
}
