import type { Instant, NodeReport } from '@devopsellence/core';
import { type Clock, eventLoopTurn, type Logger } from '@devopsellence/runtime';
import { putNodeReport, type Store } from '../store/index.js';

const FLUSH_EVERY_MS = 1_000;
/** Few enough that one transaction blocks the event loop for a few milliseconds. */
const BATCH = 100;
/** A node that only sends heartbeats is written this often, so that "last seen" survives a restart about right. */
const LAST_SEEN_EVERY_MS = 60_000;

interface Pending {
  readonly report: NodeReport;
  readonly receivedAt: Instant;
}

/**
 * Writes reports behind: only a node's newest counts, and losing the last second costs nothing, as agents report anew
 * when they reconnect.
 */
export class ReportWriter {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #pending = new Map<string, Pending>();
  readonly #writtenAt = new Map<string, Instant>();

  constructor({ store, clock, logger }: { store: Store; clock: Clock; logger: Logger }) {
    this.#store = store;
    this.#clock = clock;
    this.#logger = logger;
  }

  put(nodeId: string, report: NodeReport): void {
    const receivedAt = this.#clock.now();
    this.#pending.set(nodeId, { report, receivedAt });
    this.#writtenAt.set(nodeId, receivedAt);
  }

  /** As `put`, but only when the node was not written for a while. */
  touch(nodeId: string, report: NodeReport): void {
    const writtenAt = this.#writtenAt.get(nodeId) ?? 0;
    if (this.#clock.now() - writtenAt >= LAST_SEEN_EVERY_MS) this.put(nodeId, report);
  }

  /** How many reports are not written yet. */
  get pending(): number {
    return this.#pending.size;
  }

  forget(nodeId: string): void {
    this.#pending.delete(nodeId);
    this.#writtenAt.delete(nodeId);
  }

  /** Writes until the signal aborts, then once more. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#clock.sleep(FLUSH_EVERY_MS, signal);
      await this.#tryFlush();
    }
  }

  async #tryFlush(): Promise<void> {
    try {
      await this.flush();
    } catch (error) {
      this.#logger.error({ error }, 'node reports could not be written; they stay in memory');
    }
  }

  async flush(): Promise<void> {
    for (let batch = this.#take(); batch.length > 0; batch = this.#take()) {
      const taken = batch;
      try {
        await this.#store.transaction(async (trx) => {
          for (const [nodeId, pending] of taken) await putNodeReport(trx, { nodeId, ...pending });
        });
      } catch (error) {
        this.#giveBack(taken);
        throw error;
      }
      await eventLoopTurn();
    }
  }

  #take(): (readonly [string, Pending])[] {
    const batch = [...this.#pending].slice(0, BATCH);
    for (const [nodeId] of batch) this.#pending.delete(nodeId);
    return batch;
  }

  #giveBack(batch: readonly (readonly [string, Pending])[]): void {
    for (const [nodeId, pending] of batch) {
      if (!this.#pending.has(nodeId)) this.#pending.set(nodeId, pending);
    }
  }
}
