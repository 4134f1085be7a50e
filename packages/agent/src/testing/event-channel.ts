/** Values pushed in by one side and read by the other, in order. */
export class EventChannel<T> implements AsyncIterable<T> {
  readonly #values: T[] = [];
  #isClosed = false;
  #wake: (() => void) | null = null;

  push(value: T): void {
    this.#values.push(value);
    this.#wake?.();
  }

  /** What was pushed before is still read. */
  close(): void {
    this.#isClosed = true;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for (;;) {
      for (let value = this.#values.shift(); value !== undefined; value = this.#values.shift()) yield value;
      if (this.#isClosed) return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

/** What is pushed in goes to everyone who has subscribed. */
export class EventFan<T> {
  readonly #channels = new Set<EventChannel<T>>();

  /** Until the signal aborts. */
  subscribe(signal: AbortSignal): EventChannel<T> {
    const channel = new EventChannel<T>();
    this.#channels.add(channel);
    signal.addEventListener('abort', () => channel.close(), { once: true });
    return channel;
  }

  push(value: T): void {
    for (const channel of this.#channels) channel.push(value);
  }

  /** Ends all subscriptions. */
  close(): void {
    for (const channel of this.#channels) channel.close();
    this.#channels.clear();
  }
}
