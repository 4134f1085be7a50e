import type { wire } from '@devopsellence/protocol';
import type { Clock } from '@devopsellence/runtime';
import type { StoredBackup } from '../backup/backup-folder.js';
import type { Backups } from '../backup/backups.js';
import type { Store } from '../store/index.js';
import { audit } from './audit.js';
import type { OperatorContext, UnaryHandlers } from './handler.js';

export interface BackupHandlerDeps {
  readonly backups: Backups;
  readonly store: Store;
  readonly clock: Clock;
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
  { backups, store, clock }: BackupHandlerDeps,
  context: OperatorContext,
): Promise<wire.CreateBackupReply> {
  const made = await backups.create('command', context.signal);
  const { id, size, sha256 } = made.manifest;
  await store.transaction((trx) =>
    audit(trx, context, {
      at: clock.now(),
      action: 'backup.created',
      subject: `backup ${id}`,
      details: { size, sha256 },
    }),
  );
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
