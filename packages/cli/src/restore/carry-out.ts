import { AppError, toAppError } from '@devopsellence/core';
import type { BackupList, RestoreOutline } from '../client/backup-client.js';
import type { ControlPlaneClient } from '../client/control-plane-client.js';
import type { CommandContext } from '../command.js';
import { awaitReturn } from './await-return.js';

type Client = Pick<ControlPlaneClient, 'listBackups' | 'restoreBackup'>;

/**
 * Restores the backup of the outline, and waits until the control plane is back with it. Finds out what has become of it
 * when the answer was lost on the way; throws when it is as before.
 */
export async function carryOut(
  context: CommandContext,
  client: Client,
  outline: RestoreOutline,
): Promise<RestoreOutline> {
  const before = await client.listBackups();
  const answered = await client.restoreBackup(outline.backup.id, false).catch((thrown: unknown) => {
    const failure = toAppError(thrown);
    if (failure.code !== 'control_plane_unavailable') throw failure;
    return failure;
  });
  if (answered instanceof AppError) return await findOut(context, client, { outline, before, failure: answered });
  context.output.talk(`What was there is the backup ${answered.savedBackup}. The control plane starts anew.`);
  const returned = await awaitReturn(context, client, ({ restoredAt }) => restoredAt === answered.restoredAt);
  return returned === 'token_unknown' ? { ...answered, ownTokenGone: true } : answered;
}

interface Unanswered {
  readonly outline: RestoreOutline;
  readonly before: BackupList;
  readonly failure: AppError;
}

async function findOut(
  context: CommandContext,
  client: Client,
  { outline, before, failure }: Unanswered,
): Promise<RestoreOutline> {
  context.output.talk('The control plane has not answered: waiting for it, to see what it has.');
  const returned = await awaitReturn(context, client, () => true);
  // Only what was restored can have forgotten the token.
  if (returned === 'token_unknown') return { ...outline, ownTokenGone: true };
  if (returned.restoredAt === before.restoredAt) throw asBefore(failure);
  const saved = returned.backups.find(({ reason }) => reason === 'restore');
  return { ...outline, savedBackup: saved?.id ?? '', restoredAt: returned.restoredAt };
}

function asBefore(cause: AppError): AppError {
  return new AppError('control_plane_unavailable', {
    message: 'the control plane was interrupted before the backup was restored: what it has is as before',
    reason: cause.message,
    nextActions: ['run the same command again'],
    cause,
  });
}
