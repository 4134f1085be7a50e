import { AppError } from '@devopsellence/core';
import { sha256OfFile } from '@devopsellence/runtime';
import type { Vault } from '../secrets/vault.js';
import { databaseIn, requireWholeDatabase } from '../store/index.js';
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
  if (manifest.masterKeyId !== vault.keyId) throw otherMasterKey(manifest.masterKeyId, vault.keyId);
  if ((await sha256OfFile(database)) !== manifest.sha256) throw altered(database);
  await requireWholeDatabase(database);
  return { manifest, database, keys: openKeys(vault, manifest) };
}

function noBackup(path: string, cause: unknown): AppError {
  return new AppError('invalid_argument', {
    message: `${path} is not the folder of a backup`,
    reason: 'such a folder has a manifest.json and a control-plane.db',
    cause,
  });
}

function otherMasterKey(wanted: string, given: string): AppError {
  return new AppError('invalid_argument', {
    message: 'the backup was made with another master key',
    reason: `it needs the key with the id ${wanted}; the one given has the id ${given}`,
    nextActions: ['put the master key of that time into DATA_DIR/master.key, or into DEVOPSELLENCE_MASTER_KEY'],
  });
}

function altered(database: string): AppError {
  return new AppError('damaged_backup', {
    message: `${database} is not as it was when the backup was made`,
    reason: 'its bytes have another digest than the manifest says',
    nextActions: ['use another copy of the backup, or another backup'],
  });
}
