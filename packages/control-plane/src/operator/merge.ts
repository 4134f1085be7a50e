/**
 * The items of all sources as they come. Each source is asked for its next item only once its last one was taken, so
 * that a slow reader slows all sources and nothing piles up. Ends when all sources have, or when the signal aborts.
 * Throws what a source throws.
 */
export async function* merge<Item>(sources: readonly AsyncIterable<Item>[], signal: AbortSignal): AsyncGenerator<Item> {
  const arrivals: Arrival<Item>[] = [];
  let wake = () => {};
  const ask = (iterator: AsyncIterator<Item>) => {
    const arrive = (arrival: Arrival<Item>) => {
      arrivals.push(arrival);
      wake();
    };
    iterator.next().then(
      (result) => arrive({ iterator, result }),
      (error: unknown) => arrive({ iterator, error }),
    );
  };
  const onAbort = () => wake();
  signal.addEventListener('abort', onAbort, { once: true });
  for (const source of sources) ask(source[Symbol.asyncIterator]());
  for (let open = sources.length; open > 0 && !signal.aborted; ) {
    const arrival = arrivals.shift();
    if (arrival === undefined) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    } else if ('error' in arrival) {
      throw arrival.error;
    } else if (arrival.result.done === true) {
      open -= 1;
    } else {
      yield arrival.result.value;
      ask(arrival.iterator);
    }
  }
  signal.removeEventListener('abort', onAbort);
}

type Arrival<Item> =
  | { readonly iterator: AsyncIterator<Item>; readonly result: IteratorResult<Item> }
  | { readonly iterator: AsyncIterator<Item>; readonly error: unknown };
