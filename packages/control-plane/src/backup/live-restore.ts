import { AppError, type Instant } from '@devopsellence/core';
import type { Clock, Logger } from '@devopsellence/runtime';
import type { KeyStore } from '../identity/key-store.js';
import type { MasterKeys } from '../secrets/master-keys.js';
import { Vault } from '../secrets/vault.js';
import type { Store } from '../store/index.js';
import type { StoredBackup } from './backup-folder.js';
import { type BackupState, lackingIn, readState } from './backup-state.js';
import type { Backups } from './backups.js';
import type { BackupAuthor, RecordedBackups } from './recorded-backups.js';
import { requireRestorable } from './restorable.js';
import { stageRestore } from './stage-restore.js';

export interface LiveRestoreDeps {
  readonly dataDirectory: string;
  readonly keys: KeyStore;
  /** What a new start has to open secrets with: a key that was dropped may still be in memory, and is not among these. */
  readonly masterKeys: Pick<MasterKeys, 'ring'>;
  readonly backups: Backups;
  readonly recorded: RecordedBackups;
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Asks for a new start of the control plane, which puts what was restored into place. Returns at once. */
  readonly restart: () => void;
}

/** What a restore changes. */
export interface RestoreOutline {
  readonly backup: StoredBackup;
  /** In the backup, and no more now. */
  readonly back: BackupState;
  /** Of now, and not in the backup. */
  readonly gone: BackupState;
  readonly joinTokensRefused: number;
  /** Keys were replaced since the backup: the present ones stay. */
  readonly keysDiffer: boolean;
}

export interface Restored extends RestoreOutline {
  readonly restoredAt: Instant;
  /** Id of the backup of what was there before. */
  readonly saved: string;
}

/** Restores backups to the control plane that runs: one at a time, and none once one was restored. */
export class LiveRestore {
  readonly #deps: LiveRestoreDeps;
  #isBusy = false;

  constructor(deps: LiveRestoreDeps) {
    this.#deps = deps;
  }

  /** What restoring the backup would change. Everything is validated as for a restore; nothing is changed. */
  async preview(id: string, author: BackupAuthor): Promise<RestoreOutline> {
    return await this.#alone(async () => {
      const { outline, staged } = await this.#stage(id, author);
      await staged.discard();
      return outline;
    });
  }

  /**
   * Brings the backup forward beside what is there, makes a backup of what is there, and asks for a new start. Whatever it
   * throws, and wherever the process dies before the end of it, what is there stays.
   */
  async restore(id: string, author: BackupAuthor, signal: AbortSignal): Promise<Restored> {
    const { recorded, logger, restart } = this.#deps;
    const restored = await this.#alone(async () => {
      const { outline, staged } = await this.#stage(id, author);
      try {
        const saved = await recorded.create('restore', author, signal);
        await staged.commit();
        return { ...outline, restoredAt: staged.brought.restoredAt, saved: saved.manifest.id };
      } catch (error) {
        await staged.discard();
        throw error;
      }
    });
    // Nothing may be staged over what waits to take its place.
    this.#isBusy = true;
    logger.info({ backup: id, saved: restored.saved }, 'a backup was restored: starting anew with it');
    restart();
    return restored;
  }

  async #stage(id: string, author: BackupAuthor) {
    const { backups, store, keys, masterKeys } = this.#deps;
    const backup = (await backups.list()).backups.find(({ manifest }) => manifest.id === id);
    if (backup === undefined) throw noSuchBackup(id);
    const restorable = await requireRestorable(backup.path, new Vault(...masterKeys.ring));
    const keysDiffer = await differ(keys, restorable.keys);
    const staged = await stageRestore(restorable, { ...this.#deps, keepKeys: true, author });
    const { brought } = staged;
    const now = await readState(store.db);
    const outline: RestoreOutline = {
      backup,
      back: lackingIn(now, brought),
      gone: lackingIn(brought, now),
      joinTokensRefused: brought.joinTokensRefused,
      keysDiffer,
    };
    return { outline, staged };
  }

  async #alone<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#isBusy) throw inProgress();
    this.#isBusy = true;
    try {
      return await work();
    } finally {
      this.#isBusy = false;
    }
  }
}

async function differ(keys: KeyStore, saved: ReadonlyMap<string, string>): Promise<boolean> {
  for (const [name, content] of saved) if ((await keys.read(name)) !== content) return true;
  return false;
}

function noSuchBackup(id: string): AppError {
  return new AppError('not_found', {
    message: `there is no backup ${JSON.stringify(id.slice(0, 80))}`,
    nextActions: ['devopsellence backup list'],
  });
}

function inProgress(): AppError {
  return new AppError('restore_in_progress', {
    message: 'a backup is being restored already',
    nextActions: ['devopsellence backup list', 'try again in a few seconds'],
  });
}
