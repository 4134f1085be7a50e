import type { Instant } from '@devopsellence/core';
import { type Clock, type Logger, Loop } from '@devopsellence/runtime';
import { firstTokenAt, newId, type Store } from '../store/index.js';
import type { Backups } from './backups.js';
import type { RecordedBackups } from './recorded-backups.js';
import type { Timetable } from './timetable.js';

/** A backup that failed is tried again this soon, then ever later, without waiting for its next time. */
const BACKOFF = { baseMs: 60_000, capMs: 3_600_000 } as const;

export interface ScheduledBackupsDeps {
  readonly timetable: Timetable;
  readonly backups: Backups;
  readonly recorded: RecordedBackups;
  /** How many of those made by the schedule are kept. */
  readonly keep: number;
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Makes a backup at each time of a timetable, and at the start when a time has passed without one; then removes those that
 * are no longer kept. Never two at a time: what comes due meanwhile makes one more.
 */
export class ScheduledBackups {
  readonly #deps: ScheduledBackupsDeps;
  readonly #loop: Loop;
  #isDue = false;

  constructor(deps: ScheduledBackupsDeps) {
    this.#deps = deps;
    this.#loop = new Loop({
      pass: async (signal) => {
        if (this.#isDue || (await this.#isOverdue())) await this.#make(signal);
        return null;
      },
      onError: (error, retryInMs) => deps.logger.error({ error, retry_in_ms: retryInMs }, 'a scheduled backup failed'),
      backoff: BACKOFF,
      clock: deps.clock,
      random: Math.random,
    });
  }

  async run(signal: AbortSignal): Promise<void> {
    this.#deps.timetable.follow(() => {
      this.#isDue = true;
      this.#loop.trigger();
    }, signal);
    await this.#loop.run(signal);
  }

  async #make(signal: AbortSignal): Promise<void> {
    const { recorded, backups, keep, logger } = this.#deps;
    const author = { actor: 'control-plane', correlationId: newId() };
    this.#isDue = false;
    const made = await recorded.create('schedule', author, signal).catch((error: unknown) => {
      this.#isDue = true;
      throw error;
    });
    await backups.prune({ keep, made: made.manifest.id }, signal).catch((error: unknown) => {
      if (!signal.aborted) logger.error({ error }, 'old backups could not be removed');
    });
  }

  /** Of a control plane that was stopped at every time, too, there are backups. */
  async #isOverdue(): Promise<boolean> {
    const { timetable, clock } = this.#deps;
    const since = await this.#lastSavedAt();
    return since !== null && clock.now() - since >= timetable.intervalMs;
  }

  /** Before the first backup: since when there is something to save. */
  async #lastSavedAt(): Promise<Instant | null> {
    const { backups, store } = this.#deps;
    return (await backups.newest())?.manifest.madeAt ?? (await firstTokenAt(store.db));
  }
}
