import { type Clock, type Logger, Loop } from '@devopsellence/runtime';
import { removeOldEvents, type Store } from '../store/index.js';

/** Events are kept for a year, and never more than this many: about 100 MB at the very most. */
const KEPT_MS = 365 * 24 * 3_600_000;
const KEPT = 200_000;

const INTERVAL_MS = 3_600_000;
/** A transaction stays short. */
const AT_ONCE = 1_000;
const BACKOFF = { baseMs: 60_000, capMs: INTERVAL_MS } as const;

export interface RetentionDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Removes events that are too old or too many, once an hour, until the signal aborts. */
export async function keepEventsBounded({ store, clock, logger }: RetentionDeps, signal: AbortSignal): Promise<void> {
  const loop = new Loop({
    pass: async () => {
      const removed = await removeSome(store, { olderThan: clock.now() - KEPT_MS, keep: KEPT, atOnce: AT_ONCE });
      return clock.now() + (removed < AT_ONCE ? INTERVAL_MS : 0);
    },
    onError: (error, retryInMs) => logger.warn({ error, retry_in_ms: retryInMs }, 'old events could not be removed'),
    backoff: BACKOFF,
    clock,
    random: Math.random,
  });
  await loop.run(signal);
}

function removeSome(store: Store, bounds: Parameters<typeof removeOldEvents>[1]): Promise<number> {
  return store.transaction((trx) => removeOldEvents(trx, bounds));
}
