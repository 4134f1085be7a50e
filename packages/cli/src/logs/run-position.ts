import type { LogLine } from '../client/control-plane-client.js';

/**
 * How much of the log of a run has been shown. A run has one container, and its log is always read from its first line:
 * lines are told apart by their place in it, which two lines of one moment do not share.
 */
export class RunPosition {
  /** How many lines a reading has before the first that is new. */
  #shown = 0;
  #index = 0;
  #firstAt: number | null = null;
  #lastAt = 0;
  #isSameBeginning = true;

  /** Reading begins again at the first line. */
  begin(): void {
    this.#index = 0;
  }

  /** Whether the line is new; it counts as shown from then on. */
  accept({ at }: LogLine): boolean {
    if (this.#index === 0) {
      // An engine keeps only so much of a long log: where its beginning is gone, places say nothing, but moments do.
      this.#isSameBeginning = this.#firstAt === null || this.#firstAt === at;
      this.#firstAt = at;
    }
    this.#index += 1;
    const isNew = this.#isSameBeginning ? this.#index > this.#shown : at > this.#lastAt;
    this.#shown = this.#isSameBeginning ? Math.max(this.#shown, this.#index) : this.#index;
    this.#lastAt = Math.max(this.#lastAt, at);
    return isNew;
  }
}
