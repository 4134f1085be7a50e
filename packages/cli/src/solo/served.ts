import { AppError, toAppError } from '@devopsellence/core';
import type { CommandContext } from '../command.js';
import { logIn } from '../context/log-in.js';
import type { Server } from '../outside.js';
import type { ControlPlaneHost } from './solo-machine.js';

const SERVED_WITHIN_MS = 60_000;
const ASK_EVERY_MS = 300;
const LOG_LINES = 10;

/** Logs in to the control plane of this machine as soon as it serves. */
export async function served(context: CommandContext, host: ControlPlaneHost, name: string): Promise<Server> {
  const { clock } = context.outside;
  const deadline = clock.monotonicMs() + SERVED_WITHIN_MS;
  for (;;) {
    const server = await servedNow(context, host, name);
    if (server !== null) return server;
    if (context.io.signal.aborted)
      throw new AppError('cancelled', { message: 'stopped waiting for the control plane' });
    if (clock.monotonicMs() >= deadline) break;
    await clock.sleep(ASK_EVERY_MS, context.io.signal);
  }
  const { operatorAddress } = await host.examine();
  throw new AppError('control_plane_unavailable', {
    message: `the control plane was started, but did not serve within ${SERVED_WITHIN_MS / 1000} s`,
    reason: 'its log ends with:',
    evidence: await host.log(LOG_LINES),
    nextActions: [
      `devopsellence solo up --advertise ADDRESS   # if this machine does not reach itself at ${operatorAddress}`,
      'devopsellence solo up   # once what its log says is mended',
    ],
  });
}

/** Null while it does not. */
async function servedNow(context: CommandContext, host: ControlPlaneHost, name: string): Promise<Server | null> {
  const { operatorAddress: address, ownerToken: token } = await host.examine();
  if (token === null) return null;
  try {
    return (await logIn(context, { name, address, token })).server;
  } catch (error) {
    if (toAppError(error).code === 'control_plane_unavailable') return null;
    throw error;
  }
}
