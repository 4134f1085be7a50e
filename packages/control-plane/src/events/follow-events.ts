import type { Clock } from '@devopsellence/runtime';
import { Bell } from '../status/bell.js';
import {
  type EventFilter,
  newestEventId,
  newestEvents,
  oldestEvents,
  type RecordedEvent,
  type Store,
} from '../store/index.js';

export interface FollowDeps {
  readonly store: Store;
  readonly clock: Clock;
}

export interface EventsWanted {
  readonly filter: EventFilter;
  readonly limit: number;
  readonly follow: boolean;
  /** Aborts when the caller has gone. */
  readonly signal: AbortSignal;
}

/** What is read at once. */
const PAGE = 200;
/** Events that come together are read together: a follower reads at most ten times a second, and never for nothing. */
const INTERVAL_MS = 100;

/** The events that are there, then, to follow, every new one: each once, in order. */
export async function* followEvents(deps: FollowDeps, wanted: EventsWanted): AsyncGenerator<RecordedEvent> {
  const { store, clock } = deps;
  const { filter, follow, signal } = wanted;
  const news = new Bell();
  const stop = follow ? store.onEvents(() => news.ring()) : () => undefined;
  try {
    // Before the first read: what comes after it is new. Whoever goes on from an event goes on from there.
    let last = filter.after ?? (await newestEventId(store.db));
    for await (const event of existing(store, wanted)) {
      yield event;
      if (event.id > last) last = event.id;
    }
    while (follow && !signal.aborted) {
      await news.heard(signal);
      for await (const event of pages(store, { ...filter, after: last, before: null })) {
        yield event;
        last = event.id;
      }
      await clock.sleep(INTERVAL_MS, signal);
    }
  } finally {
    stop();
  }
}

/** From an event on all that follow it; else the newest. */
async function* existing(store: Store, { filter, limit }: EventsWanted): AsyncGenerator<RecordedEvent> {
  if (filter.after === null) yield* await newestEvents(store.db, filter, limit);
  else yield* pages(store, filter, limit);
}

async function* pages(store: Store, filter: EventFilter, limit = Infinity): AsyncGenerator<RecordedEvent> {
  let { after } = filter;
  for (let rest = limit; rest > 0; ) {
    const page = await oldestEvents(store.db, { ...filter, after }, Math.min(PAGE, rest));
    yield* page;
    if (page.length < PAGE) return;
    rest -= page.length;
    after = page.at(-1)?.id ?? after;
  }
}
