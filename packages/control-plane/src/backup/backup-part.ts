import type { BackupFacts } from '@devopsellence/core';
import type { BackupFigures } from '../server/metrics.js';
import type { Store } from '../store/index.js';
import { readBackupFacts } from './backup-facts.js';
import { Backups, type BackupsDeps } from './backups.js';
import { type CronSchedule, CronTimetable } from './cron-timetable.js';
import { LiveRestore, type LiveRestoreDeps } from './live-restore.js';
import { RecordedBackups } from './recorded-backups.js';
import { ScheduledBackups } from './scheduled-backups.js';

export interface BackupPartDeps extends BackupsDeps {
  readonly store: Store;
  /** Null: none are made by themselves. */
  readonly backupSchedule: CronSchedule | null;
  /** How many of those made by the schedule are kept. */
  readonly backupKeep: number;
  readonly masterKeys: LiveRestoreDeps['masterKeys'];
  readonly restart: LiveRestoreDeps['restart'];
}

/** The part that makes backups, by command and by schedule. */
export interface BackupPart {
  readonly backups: Backups;
  readonly recorded: RecordedBackups;
  readonly liveRestore: LiveRestore;
  figures(): Promise<BackupFigures>;
  /** What there is to know of how the backups are. */
  facts(): Promise<BackupFacts>;
  /** Follows the schedule until the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
}

export async function openBackupPart(deps: BackupPartDeps): Promise<BackupPart> {
  const { backupSchedule, backupKeep, logger } = deps;
  const backups = await Backups.open(deps);
  const recorded = new RecordedBackups({ ...deps, backups });
  const timetable = backupSchedule === null ? null : new CronTimetable(backupSchedule, logger);
  const run = async (signal: AbortSignal) => {
    if (timetable === null) return;
    await new ScheduledBackups({ ...deps, timetable, backups, recorded, keep: backupKeep }).run(signal);
  };
  const figures = async () => ({ ...recorded.counts, newestAt: (await backups.newest())?.manifest.madeAt ?? null });
  const facts = () => readBackupFacts({ ...deps, timetable, backups, recorded });
  const liveRestore = new LiveRestore({ ...deps, backups, recorded });
  return { backups, recorded, liveRestore, figures, facts, run };
}
