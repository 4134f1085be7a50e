import type { wire } from '@devopsellence/protocol';
import type { StoredBackup } from '../backup/backup-folder.js';
import type { Backups } from '../backup/backups.js';
import type { RecordedBackups } from '../backup/recorded-backups.js';
import { lastRestoration, type Store } from '../store/index.js';
import type { OperatorContext, UnaryHandlers } from './handler.js';

export interface BackupHandlerDeps {
  readonly backups: Backups;
  readonly recorded: RecordedBackups;
  readonly store: Store;
}

export function backupHandlers(deps: BackupHandlerDeps): Pick<UnaryHandlers, 'CreateBackup' | 'ListBackups'> {
  return {
    CreateBackup: (_request, context) => create(deps, context),
    ListBackups: async () => {
      const { backups, unreadable } = await deps.backups.list();
      const restored = await lastRestoration(deps.store.db);
      return {
        backups: backups.map(encodeBackup),
        unreadable: [...unreadable],
        restoredAtMs: restored?.restoredAt ?? 0,
      };
    },
  };
}

async function create(
  { recorded }: BackupHandlerDeps,
  { operator, correlationId, signal }: OperatorContext,
): Promise<wire.CreateBackupReply> {
  const made = await recorded.create('command', { actor: operator.tokenName, correlationId }, signal);
  return { backup: encodeBackup(made) };
}

/** As it is listed. */
export function encodeBackup({ path, manifest, isWhole }: StoredBackup): wire.Backup {
  const { id, reason, madeAt, productVersion, size, sha256, masterKeyId, contents } = manifest;
  return {
    id,
    reason,
    madeAtMs: madeAt,
    productVersion,
    size,
    sha256,
    masterKeyId,
    path,
    ...contents,
    whole: isWhole,
  };
}
