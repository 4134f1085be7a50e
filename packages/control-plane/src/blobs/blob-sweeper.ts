import type { Clock, Logger } from '@devopsellence/runtime';
import { Loop } from '@devopsellence/runtime';
import type { BlobStore } from './blob-store.js';
import type { BlobUse } from './blob-use.js';

const INTERVAL_MS = 3_600_000;
const BACKOFF = { baseMs: 60_000, capMs: INTERVAL_MS };

export interface BlobSweeperDeps {
  readonly blobs: BlobStore;
  readonly uses: readonly BlobUse[];
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Removes blobs that nothing uses and whose time is over: at the start, and every hour. */
export class BlobSweeper {
  readonly #deps: BlobSweeperDeps;

  constructor(deps: BlobSweeperDeps) {
    this.#deps = deps;
  }

  run(signal: AbortSignal): Promise<void> {
    const { clock, logger } = this.#deps;
    const loop = new Loop({
      pass: async () => {
        await this.#sweep(signal);
        return clock.now() + INTERVAL_MS;
      },
      onError: (error) => logger.error({ error }, 'blobs that nothing uses could not be removed'),
      backoff: BACKOFF,
      clock,
      random: Math.random,
    });
    return loop.run(signal);
  }

  async #sweep(signal: AbortSignal): Promise<void> {
    const { blobs, uses, logger } = this.#deps;
    // What is old now and used by then: read in this order, nothing that came into use between the two is lost.
    const old = await blobs.old();
    const used = await Promise.all(uses.map((use) => use.used()));
    const surplus = old.filter((digest) => !used.some((digests) => digests.has(digest)));
    for (const digest of surplus) await blobs.remove(digest, signal);
    await blobs.removeLeftovers(signal);
    if (surplus.length > 0) logger.info({ count: surplus.length }, 'removed blobs that nothing uses');
  }
}
