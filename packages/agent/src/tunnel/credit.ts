/** How many bytes one side may still send. Every payload waits for its share; whoever aborts waits no longer. */
export class Credit {
  #left: number;
  readonly #window: number;
  #waiting: (() => void) | null = null;

  constructor(initial: number) {
    this.#left = initial;
    this.#window = initial;
  }

  grant(bytes: number): void {
    this.#left += bytes;
    this.#waiting?.();
  }

  /**
   * Resolves when so many bytes may be sent, and counts them as sent. One payload larger than the whole window goes when
   * everything before it was acknowledged: it could never go otherwise. One caller at a time.
   */
  async take(bytes: number, signal: AbortSignal): Promise<void> {
    while (!signal.aborted && this.#left < Math.min(bytes, this.#window)) await this.#more(signal);
    this.#left -= bytes;
  }

  #more(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.#waiting = null;
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#waiting = done;
      signal.addEventListener('abort', done, { once: true });
    });
  }
}
