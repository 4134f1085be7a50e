import { AppError, toAppError } from '@devopsellence/core';
import { backoffMs } from '@devopsellence/runtime';
import type { BackupList } from '../client/backup-client.js';
import type { ControlPlaneClient } from '../client/control-plane-client.js';
import type { CommandContext } from '../command.js';

/** It starts anew within seconds; longer than this, somebody has to look. */
const PATIENCE_MS = 120_000;
const BACKOFF = { baseMs: 250, capMs: 2_000 } as const;

/** What answers after a restore: the control plane, or one that does not know the token of this command any more. */
export type Returned = BackupList | 'token_unknown';

/**
 * Waits until the control plane answers, with what is accepted as what it should have then. Throws
 * `control_plane_unavailable` when it does not come back.
 */
export async function awaitReturn(
  { io, outside }: CommandContext,
  client: Pick<ControlPlaneClient, 'listBackups'>,
  accept: (answer: BackupList) => boolean,
): Promise<Returned> {
  const giveUpAt = outside.clock.now() + PATIENCE_MS;
  for (let attempt = 1; outside.clock.now() < giveUpAt; attempt += 1) {
    const answer = await ask(client);
    if (answer === 'token_unknown' || (answer !== null && accept(answer))) return answer;
    await outside.clock.sleep(backoffMs(attempt, BACKOFF, Math.random), io.signal);
  }
  throw new AppError('control_plane_unavailable', {
    message: 'the control plane has not come back after the restore',
    nextActions: ['on its machine: start devopsellence-control-plane, and read what it logs', 'devopsellence doctor'],
  });
}

/** Null: nobody answers now. */
async function ask(client: Pick<ControlPlaneClient, 'listBackups'>): Promise<Returned | null> {
  try {
    return await client.listBackups();
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'unauthenticated') return 'token_unknown';
    if (error.code === 'control_plane_unavailable' || error.code === 'request_timeout') return null;
    throw error;
  }
}
