import { AppError, toAppError } from '@devopsellence/core';
import { backoffMs } from '@devopsellence/runtime';
import type { ControlPlaneClient } from '../client/control-plane-client.js';
import type { CommandContext } from '../command.js';

/** It starts anew within seconds; longer than this, somebody has to look. */
const PATIENCE_MS = 120_000;
const BACKOFF = { baseMs: 250, capMs: 2_000 } as const;

/**
 * Waits until the control plane answers with what was restored. False: it answers, and does not know the token of this
 * command any more. Throws `control_plane_unavailable` when it does not come back.
 */
export async function awaitReturn(
  context: CommandContext,
  client: Pick<ControlPlaneClient, 'listBackups'>,
  restoredAt: number,
): Promise<boolean> {
  const { io, outside } = context;
  const giveUpAt = outside.clock.now() + PATIENCE_MS;
  for (let attempt = 1; outside.clock.now() < giveUpAt; attempt += 1) {
    const answer = await ask(client, restoredAt);
    if (answer !== null) return answer;
    await outside.clock.sleep(backoffMs(attempt, BACKOFF, Math.random), io.signal);
  }
  throw new AppError('control_plane_unavailable', {
    message: 'the backup was restored, and the control plane has not come back with it',
    nextActions: ['on its machine: start devopsellence-control-plane, and read what it logs', 'devopsellence doctor'],
  });
}

/** Null: not yet. */
async function ask(client: Pick<ControlPlaneClient, 'listBackups'>, restoredAt: number): Promise<boolean | null> {
  try {
    return (await client.listBackups()).restoredAt === restoredAt ? true : null;
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'unauthenticated') return false;
    if (error.code === 'control_plane_unavailable' || error.code === 'request_timeout') return null;
    throw error;
  }
}
