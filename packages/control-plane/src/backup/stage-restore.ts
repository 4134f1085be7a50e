import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@devopsellence/core';
import { type Clock, syncDirectory } from '@devopsellence/runtime';
import type { KeyStore } from '../identity/key-store.js';
import {
  DATABASE_FILE,
  databaseIn,
  insertEvent,
  insertRestoration,
  listNodes,
  listTokens,
  migrate,
  type Node,
  type OperatorToken,
  Store,
  type Writer,
  withdrawUnfinished,
} from '../store/index.js';
import { syncFile } from './backup-folder.js';
import type { Manifest } from './manifest.js';
import { restoreFolders } from './place-restore.js';
import type { RestorableBackup } from './restorable.js';

export interface StageOptions {
  readonly dataDirectory: string;
  readonly keys: KeyStore;
  /** Key files that are there and differ stay: they were rotated since the backup. */
  readonly keepKeys: boolean;
  readonly clock: Clock;
}

/** What a restore brings back: whoever removed or revoked one of these since has to do it again. */
export interface BroughtBack {
  readonly tokens: readonly OperatorToken[];
  readonly nodes: readonly Node[];
  readonly joinTokensRefused: number;
}

/**
 * Makes the state in which a backup comes back, beside the one that is there. From its return on, `placeRestore` brings it
 * into place, also after power loss; before, nothing has changed. Throws `precondition` failures for keys that differ.
 */
export async function stageRestore(backup: RestorableBackup, options: StageOptions): Promise<BroughtBack> {
  const { dataDirectory, clock } = options;
  const { unfinished, ready } = restoreFolders(dataDirectory);
  const missing = await missingKeys(backup, options);
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  const database = databaseIn(unfinished);
  await copyFile(backup.database, database);
  const brought = await bringForward(database, backup.manifest, clock);
  for (const [name, content] of missing) await writeFile(join(unfinished, name), content, { mode: 0o600 });
  for (const name of [DATABASE_FILE, ...missing.keys()]) await syncFile(join(unfinished, name));
  await syncDirectory(unfinished);
  await rename(unfinished, ready);
  await syncDirectory(dataDirectory);
  return brought;
}

/** Closing the only connection merges its log into the file. */
async function bringForward(database: string, manifest: Manifest, clock: Clock): Promise<BroughtBack> {
  const store = Store.open(database);
  try {
    await migrate(store);
    return await store.transaction((trx) => markRestored(trx, manifest, clock.now()));
  } finally {
    await store.close();
  }
}

async function markRestored(trx: Writer, { id, madeAt }: Manifest, at: number): Promise<BroughtBack> {
  await insertRestoration(trx, { backupId: id, backupAt: madeAt, restoredAt: at });
  const { joinTokens } = await withdrawUnfinished(trx, at);
  await insertEvent(trx, {
    at,
    actor: 'control-plane',
    action: 'backup.restored',
    subject: `backup ${id}`,
    details: { backup_id: id, made_at: madeAt, join_tokens_refused: joinTokens },
    correlationId: '',
  });
  const nodes = (await listNodes(trx)).filter(({ joinedAt }) => joinedAt !== null);
  return { tokens: await listTokens(trx), nodes, joinTokensRefused: joinTokens };
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
