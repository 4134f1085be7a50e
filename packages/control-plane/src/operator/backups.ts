import type { wire } from '@devopsellence/protocol';
import type { StoredBackup } from '../backup/backup-folder.js';
import type { Backups } from '../backup/backups.js';
import type { RecordedBackups } from '../backup/recorded-backups.js';
import type { OperatorContext, UnaryHandlers } from './handler.js';

export interface BackupHandlerDeps {
  readonly backups: Backups;
  readonly recorded: RecordedBackups;
}

export function backupHandlers(deps: BackupHandlerDeps): Pick<UnaryHandlers, 'CreateBackup' | 'ListBackups'> {
  return {
    CreateBackup: (_request, context) => create(deps, context),
    ListBackups: async () => {
      const { backups, unreadable } = await deps.backups.list();
      return { backups: backups.map(encodeBackup), unreadable: [...unreadable] };
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

function encodeBackup({ path, manifest, isWhole }: StoredBackup): wire.Backup {
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
