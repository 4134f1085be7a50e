import type { StoredBackup } from './backup-folder.js';
import type { BackupReason } from './manifest.js';

export interface RetentionFacts {
  /** The newest first. */
  readonly backups: readonly StoredBackup[];
  /** How many of a kind are kept. At least 1. */
  readonly keep: number;
  /** Id of the one that was just made and verified. */
  readonly made: string;
}

/** Those made by command stay until somebody removes them. */
const BOUNDED = ['schedule', 'restore'] as const satisfies readonly BackupReason[];

/**
 * Which backups are no longer kept, now that there is another good one: of those that the schedule made, and of those that
 * were made before a restore, all that are older than the newest `keep` whole ones of their kind.
 */
export function planRetention(facts: RetentionFacts): readonly StoredBackup[] {
  return BOUNDED.flatMap((reason) => surplus(facts, reason));
}

function surplus({ backups, keep, made }: RetentionFacts, reason: BackupReason): readonly StoredBackup[] {
  const ofKind = backups.filter(({ manifest }) => manifest.reason === reason);
  // The clock may have been set back since an older one was made: the one just made counts first whatever its id.
  const isMade = ({ manifest }: StoredBackup) => manifest.id === made;
  const ordered = [...ofKind.filter(isMade), ...ofKind.filter((backup) => !isMade(backup))];
  const kept = ordered.filter(({ isWhole }) => isWhole).slice(0, keep);
  const last = kept.at(-1);
  return kept.length < keep || last === undefined ? [] : ordered.slice(ordered.indexOf(last) + 1);
}
