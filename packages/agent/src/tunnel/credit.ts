/**
 * How many bytes one side may still send. Every payload waits for its share; whoever aborts waits no longer.
 *
 * Invariant: whoever waits looks again after each grant, however many wait.
 */
export class Credit {
  #left: number;
  readonly #window: number;
  readonly #waiting = new Set<() => void>();

  constructor(initial: number) {
    this.#left = initial;
    this.#window = initial;
  }

  grant(bytes: number): void {
    this.#left += bytes;
    for (const wake of [...this.#waiting]) wake();
  }

  /**
   * Resolves when so many bytes may be sent, and counts them as sent. One payload larger than the whole window goes when
   * everything before it was acknowledged: it could never go otherwise.
   */
  async take(bytes: number, signal: AbortSignal): Promise<void> {
    while (!signal.aborted && this.#left < Math.min(bytes, this.#window)) await this.#more(signal);
    this.#left -= bytes;
  }

  #more(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.#waiting.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#waiting.add(done);
      signal.addEventListener('abort', done, { once: true });
    });
  }
}
