import type { StoredBackup } from './backup-folder.js';

export interface RetentionFacts {
  /** The newest first. */
  readonly backups: readonly StoredBackup[];
  /** How many of a kind are kept. At least 1. */
  readonly keep: number;
  /** Id of the one that was just made and verified. */
  readonly made: string;
}

/**
 * Which backups are no longer kept, now that there is another good one: of those that were made for the same reason, all
 * that are older than the newest `keep` whole ones. What an operator made by command stays until somebody removes it.
 */
export function planRetention({ backups, keep, made }: RetentionFacts): readonly StoredBackup[] {
  const reason = backups.find(({ manifest }) => manifest.id === made)?.manifest.reason;
  if (reason === undefined || reason === 'command') return [];
  // The clock may have been set back since an older one was made: the one just made counts first whatever its id.
  const [kept, surplus] = [new Set([made]), [] as StoredBackup[]];
  for (const backup of backups) {
    const { id } = backup.manifest;
    if (backup.manifest.reason !== reason || id === made) continue;
    if (kept.size >= keep) surplus.push(backup);
    else if (backup.isWhole) kept.add(id);
  }
  return surplus;
}
