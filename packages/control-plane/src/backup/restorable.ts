import { AppError } from '@devopsellence/core';
import { sha256OfFile } from '@devopsellence/runtime';
import { missingKeysOf } from '../secrets/missing-keys.js';
import type { Vault } from '../secrets/vault.js';
import { databaseIn, requireWholeDatabase, Store } from '../store/index.js';
import { readBackup } from './backup-folder.js';
import type { Manifest } from './manifest.js';
import { openKeys } from './sealed-keys.js';

/** A backup that was found good, with its keys opened. */
export interface RestorableBackup {
  readonly manifest: Manifest;
  readonly database: string;
  /** Content of key files, by name. */
  readonly keys: ReadonlyMap<string, string>;
}

/**
 * The backup in a folder, once its database has its digest, is whole, and the master key is the one it was made with.
 * Throws `damaged_backup`, or `invalid_argument` for what is no backup or needs another master key.
 */
export async function requireRestorable(path: string, vault: Vault): Promise<RestorableBackup> {
  const { manifest } = await readBackup(path).catch((error: unknown) => {
    throw error instanceof AppError ? error : noBackup(path, error);
  });
  const database = databaseIn(path);
  if (!vault.keyIds.includes(manifest.masterKeyId)) throw otherMasterKey([manifest.masterKeyId], vault);
  if ((await sha256OfFile(database)) !== manifest.sha256) throw altered(database);
  await requireWholeDatabase(database);
  await requireKeysOfCopy(database, vault);
  return { manifest, database, keys: openKeys(vault, manifest) };
}

function noBackup(path: string, cause: unknown): AppError {
  return new AppError('invalid_argument', {
    message: `${path} is not the folder of a backup`,
    reason: 'such a folder has a manifest.json and a control-plane.db',
    cause,
  });
}

/** While a master key is replaced, some values are sealed with the one, and some with the other. */
async function requireKeysOfCopy(database: string, vault: Vault): Promise<void> {
  const copy = Store.openCopy(database);
  try {
    const missing = await missingKeysOf(copy.db, vault);
    if (missing.length > 0) throw otherMasterKey(missing, vault);
  } finally {
    await copy.close();
  }
}

function otherMasterKey(needed: readonly string[], vault: Vault): AppError {
  return new AppError('invalid_argument', {
    message: 'the backup was made with another master key',
    reason: `it needs the key with the id ${needed.join(', ')}; given: ${vault.keyIds.join(', ')}`,
    nextActions: [
      'add the master key of that time to DATA_DIR/master.key as a line below the one of now, or set DEVOPSELLENCE_MASTER_KEY_PREVIOUS beside DEVOPSELLENCE_MASTER_KEY',
      'on a new machine: put it into DATA_DIR/master.key, or into DEVOPSELLENCE_MASTER_KEY',
    ],
  });
}

function altered(database: string): AppError {
  return new AppError('damaged_backup', {
    message: `${database} is not as it was when the backup was made`,
    reason: 'its bytes have another digest than the manifest says',
    nextActions: ['use another copy of the backup, or another backup'],
  });
}
