import { resolve } from 'node:path';
import { AppError } from '@devopsellence/core';
import { type Clock, makePrivateDirectory } from '@devopsellence/runtime';
import { KeyStore } from '../identity/key-store.js';
import { type MasterKeySource, MasterKeys } from '../secrets/master-keys.js';
import { Vault } from '../secrets/vault.js';
import { lockDataDirectory } from '../store/data-dir-lock.js';
import { databaseIn } from '../store/index.js';
import { exists, placeRestore } from './place-restore.js';
import { requireRestorable } from './restorable.js';
import { type BroughtBack, stageRestore } from './stage-restore.js';

export interface RestoreOptions extends MasterKeySource {
  /** Folder of the backup. */
  readonly backup: string;
  readonly dataDirectory: string;
  /** What is in the data directory may be replaced. */
  readonly yes: boolean;
  readonly keepKeys: boolean;
  readonly clock: Clock;
}

/** Restores a backup while no control plane runs. Whatever it throws, what was there before is as it was. */
export async function restoreOffline(options: RestoreOptions): Promise<BroughtBack> {
  const { dataDirectory, clock, keepKeys } = options;
  await makePrivateDirectory(dataDirectory);
  const lock = lockDataDirectory(dataDirectory);
  try {
    await placeRestore(dataDirectory);
    const keys = new KeyStore(dataDirectory, false);
    const vault = await openVault(keys, options);
    const backup = await requireRestorable(resolve(options.backup), vault);
    if (!options.yes && (await exists(databaseIn(dataDirectory)))) throw wouldReplace(dataDirectory);
    const author = { actor: 'control-plane', correlationId: '' };
    const staged = await stageRestore(backup, { dataDirectory, keys, keepKeys, clock, author });
    await staged.commit();
    await placeRestore(dataDirectory);
    return staged.brought;
  } finally {
    lock.release();
  }
}

async function openVault(keys: KeyStore, source: MasterKeySource): Promise<Vault> {
  if (source.masterKey === null && !(await MasterKeys.isInFile(keys))) {
    throw new AppError('usage', {
      message: `${keys.path('master.key')} is missing`,
      reason: 'no backup holds the master key, and without it neither secrets nor keys of the backup can be read',
      nextActions: [`install -m 600 master.key ${keys.path('master.key')}`, 'export DEVOPSELLENCE_MASTER_KEY=…'],
    });
  }
  return new Vault(...(await MasterKeys.open(keys, source)).ring);
}

function wouldReplace(dataDirectory: string): AppError {
  return new AppError('confirmation_required', {
    message: `${dataDirectory} has a database already, and the backup would take its place: this needs a yes`,
    reason: 'the one that is there would be kept in the folder "replaced" beside it, until the next restore',
    nextActions: ['run the same command with --yes'],
  });
}
