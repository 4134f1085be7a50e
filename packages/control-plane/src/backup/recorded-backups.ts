import { type AppError, type BackupFacts, toAppError } from '@devopsellence/core';
import type { Clock, Logger } from '@devopsellence/runtime';
import { type Event, insertEvent, newestEventOf, type Store } from '../store/index.js';
import type { StoredBackup } from './backup-folder.js';
import type { Backups } from './backups.js';
import type { BackupReason } from './manifest.js';

const FAILED = 'backup.failed';

export interface RecordedBackupsDeps {
  readonly backups: Backups;
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** On whose behalf a backup is made. */
export type BackupAuthor = Pick<Event, 'actor' | 'correlationId'>;

export type BackupFailure = NonNullable<BackupFacts['failure']>;

/** Makes backups of which an event tells, whether they came about or not. */
export class RecordedBackups {
  readonly #deps: RecordedBackupsDeps;
  #made = 0;
  #failed = 0;
  /** Also where the event could not be written. */
  #lastFailure: BackupFailure | null = null;

  constructor(deps: RecordedBackupsDeps) {
    this.#deps = deps;
  }

  /** Since the start. */
  get counts(): { readonly made: number; readonly failed: number } {
    return { made: this.#made, failed: this.#failed };
  }

  /** The last one that failed, in an earlier process too, unless one came about since. */
  async lastFailure(): Promise<BackupFailure | null> {
    if (this.#lastFailure !== null) return this.#lastFailure;
    const { backups, store } = this.#deps;
    const newest = await backups.newest();
    const event = await newestEventOf(store.db, FAILED, newest?.manifest.id ?? '');
    return event === null ? null : { at: event.at, message: String(event.details.message) };
  }

  /** As `Backups.create`. */
  async create(reason: BackupReason, author: BackupAuthor, signal: AbortSignal): Promise<StoredBackup> {
    const made = await this.#deps.backups.create(reason, signal).catch(async (thrown: unknown) => {
      const failure = toAppError(thrown);
      if (failure.code !== 'cancelled') await this.#failedWith(failure, reason, author);
      throw thrown;
    });
    this.#made += 1;
    this.#lastFailure = null;
    const { id, size, sha256 } = made.manifest;
    await this.#record({
      ...author,
      action: 'backup.created',
      subject: `backup ${id}`,
      details: { reason, size, sha256 },
    });
    return made;
  }

  async #failedWith({ code, message, reason: cause }: AppError, reason: BackupReason, author: BackupAuthor) {
    this.#failed += 1;
    const text = cause === null ? message : `${message}: ${cause}`;
    this.#lastFailure = { at: this.#deps.clock.now(), message: text };
    const details = { reason, code, message: text };
    const event = { ...author, action: FAILED, subject: 'control plane', details };
    // A disk that has no room for a backup may have none for the event either.
    await this.#record(event).catch((error: unknown) => {
      this.#deps.logger.error({ error }, 'the event of a backup that failed could not be written');
    });
  }

  async #record(event: Omit<Event, 'at'>): Promise<void> {
    const { store, clock } = this.#deps;
    await store.transaction((trx) => insertEvent(trx, { ...event, at: clock.now() }));
  }
}
