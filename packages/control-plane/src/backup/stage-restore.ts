import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, type Instant } from '@devopsellence/core';
import { type Clock, syncDirectory } from '@devopsellence/runtime';
import type { KeyStore } from '../identity/key-store.js';
import {
  DATABASE_FILE,
  databaseIn,
  type Event,
  insertEvent,
  insertRestoration,
  migrate,
  Store,
  type Writer,
  withdrawUnfinished,
} from '../store/index.js';
import { syncFile } from './backup-folder.js';
import { type BackupState, readState } from './backup-state.js';
import { isDiskFull, noRoomFor } from './disk-room.js';
import type { Manifest } from './manifest.js';
import { restoreFolders } from './place-restore.js';
import type { RestorableBackup } from './restorable.js';

export interface StageOptions {
  readonly dataDirectory: string;
  readonly keys: KeyStore;
  /** Key files that are there and differ stay: they were rotated since the backup. */
  readonly keepKeys: boolean;
  readonly clock: Clock;
  readonly author: Pick<Event, 'actor' | 'correlationId'>;
}

/** What a restore brings back: whoever removed or revoked one of these since has to do it again. */
export interface BroughtBack extends BackupState {
  readonly joinTokensRefused: number;
  readonly restoredAt: Instant;
}

/** A backup, brought forward beside what is there, and validated. */
export interface StagedRestore {
  readonly brought: BroughtBack;
  /** From its return on `placeRestore` brings it into place, also after power loss; before, nothing has changed. */
  commit(): Promise<void>;
  discard(): Promise<void>;
}

/**
 * Makes the state in which a backup comes back, beside the one that is there. Throws `confirmation_required` for keys that
 * differ; whatever it throws, nothing is left of it.
 */
export async function stageRestore(backup: RestorableBackup, options: StageOptions): Promise<StagedRestore> {
  const { dataDirectory } = options;
  const { unfinished, ready } = restoreFolders(dataDirectory);
  const discard = () => rm(unfinished, { recursive: true, force: true });
  const missing = await missingKeys(backup, options);
  await discard();
  try {
    const brought = await write(backup, missing, options);
    const commit = async () => {
      await rename(unfinished, ready);
      await syncDirectory(dataDirectory);
    };
    return { brought, commit, discard };
  } catch (error) {
    await discard();
    throw isDiskFull(error) ? noRoomFor(backup.manifest.size, error) : error;
  }
}

async function write(
  backup: RestorableBackup,
  missing: ReadonlyMap<string, string>,
  options: StageOptions,
): Promise<BroughtBack> {
  const { unfinished } = restoreFolders(options.dataDirectory);
  await mkdir(unfinished, { mode: 0o700 });
  const database = databaseIn(unfinished);
  await copyFile(backup.database, database);
  const brought = await bringForward(database, backup.manifest, options);
  for (const [name, content] of missing) await writeFile(join(unfinished, name), content, { mode: 0o600 });
  for (const name of [DATABASE_FILE, ...missing.keys()]) await syncFile(join(unfinished, name));
  await syncDirectory(unfinished);
  return brought;
}

/** Closing the only connection merges its log into the file. */
async function bringForward(database: string, manifest: Manifest, options: StageOptions): Promise<BroughtBack> {
  const store = Store.open(database);
  try {
    await migrate(store);
    return await store.transaction((trx) => markRestored(trx, manifest, options));
  } finally {
    await store.close();
  }
}

async function markRestored(
  trx: Writer,
  { id, madeAt }: Manifest,
  { clock, author }: StageOptions,
): Promise<BroughtBack> {
  const at = clock.now();
  await insertRestoration(trx, { backupId: id, backupAt: madeAt, restoredAt: at });
  const { joinTokens } = await withdrawUnfinished(trx, at);
  await insertEvent(trx, {
    ...author,
    at,
    action: 'backup.restored',
    subject: `backup ${id}`,
    details: { backup_id: id, made_at: madeAt, join_tokens_refused: joinTokens },
  });
  return { ...(await readState(trx)), joinTokensRefused: joinTokens, restoredAt: at };
}

async function missingKeys({ keys }: RestorableBackup, options: StageOptions): Promise<ReadonlyMap<string, string>> {
  const missing = new Map<string, string>();
  for (const [name, content] of keys) {
    const known = await options.keys.read(name);
    if (known === null) missing.set(name, content);
    else if (known !== content && !options.keepKeys) throw otherKey(options.keys.path(name));
  }
  return missing;
}

function otherKey(path: string): AppError {
  return new AppError('confirmation_required', {
    message: `${path} is another key than the one in the backup`,
    reason: 'with the wrong one no node trusts the control plane any more',
    nextActions: [
      'add --keep-keys, if keys were rotated since the backup',
      `mv ${path} ${path}.before   # to take the one of the backup`,
    ],
  });
}
