/** Wakes whoever waits. Rings while nobody waits are remembered, as one. For one waiter. */
export class Bell {
  #hasRung = false;
  #wake: (() => void) | null = null;

  ring(): void {
    this.#hasRung = true;
    this.#wake?.();
  }

  /** Resolves at the next ring, at once when it has rung since the last wait, or when the signal aborts. */
  async heard(signal: AbortSignal): Promise<void> {
    if (!this.#hasRung && !signal.aborted) await this.#rung(signal);
    this.#hasRung = false;
  }

  #rung(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.#wake = null;
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#wake = done;
      signal.addEventListener('abort', done, { once: true });
    });
  }
}
