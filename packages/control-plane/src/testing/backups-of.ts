import { join } from 'node:path';
import { type Clock, systemClock } from '@devopsellence/runtime';
import { silentLogger } from '@devopsellence/runtime/testing';
import { Backups } from '../backup/backups.js';
import { RecordedBackups } from '../backup/recorded-backups.js';
import { KeyStore } from '../identity/key-store.js';
import { MasterKeys } from '../secrets/master-keys.js';
import { Vault } from '../secrets/vault.js';
import type { RunningControlPlane } from './running-control-plane.js';

/** Backups of a control plane that runs, on a disk and with a clock that the test controls. */
export async function backupsOf({ dataDirectory, services }: RunningControlPlane, clock: Clock = systemClock) {
  const disk = { freeBytes: 2 ** 40 };
  const keys = new KeyStore(dataDirectory, false);
  const masterKeys = await MasterKeys.open(keys, { masterKey: null, previousMasterKey: null });
  const vault = new Vault(...masterKeys.ring);
  const backupDirectory = join(dataDirectory, 'backups');
  const outside = { clock, logger: silentLogger, freeBytes: async () => disk.freeBytes };
  const backups = await Backups.open({
    dataDirectory,
    backupDirectory,
    keys,
    vault,
    authority: () => 'aa',
    ...outside,
  });
  const shared = { ...services, ...outside, dataDirectory, keys, masterKeys, vault, backups };
  /** As in another process. */
  const recordedAnew = () => new RecordedBackups(shared);
  return { ...shared, disk, backupDirectory, recorded: recordedAnew(), recordedAnew };
}
