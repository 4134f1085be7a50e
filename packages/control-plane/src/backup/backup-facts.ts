import type { BackupFacts, RestoredFacts } from '@devopsellence/core';
import type { Clock } from '@devopsellence/runtime';
import { firstTokenAt, lastRestoration, nodesAfterRestore, type Store } from '../store/index.js';
import type { Backups } from './backups.js';
import type { RecordedBackups } from './recorded-backups.js';
import type { Timetable } from './timetable.js';

export interface BackupFactsDeps {
  readonly backups: Backups;
  readonly recorded: RecordedBackups;
  readonly timetable: Timetable | null;
  readonly store: Store;
  readonly clock: Clock;
}

/** Looks at the folder and into the database. */
export async function readBackupFacts(deps: BackupFactsDeps): Promise<BackupFacts> {
  const { recorded, timetable, store, clock } = deps;
  const { backups, unreadable } = await deps.backups.list();
  const damaged = backups.filter(({ isWhole }) => !isWhole).map(({ manifest }) => manifest.id);
  const at = clock.now();
  return {
    at,
    setUpAt: (await firstTokenAt(store.db)) ?? at,
    intervalMs: timetable?.intervalMs ?? null,
    newestAt: backups.find(({ isWhole }) => isWhole)?.manifest.madeAt ?? null,
    failure: await recorded.lastFailure(),
    damaged: [...damaged, ...unreadable],
    restored: await readRestored(store),
  };
}

async function readRestored({ db }: Store): Promise<RestoredFacts | null> {
  const last = await lastRestoration(db);
  if (last === null) return null;
  return { at: last.restoredAt, backupAt: last.backupAt, ...(await nodesAfterRestore(db)) };
}
