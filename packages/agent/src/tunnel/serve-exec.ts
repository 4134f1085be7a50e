import { AppError, withNextActions } from '@devopsellence/core';
import type { wire } from '@devopsellence/protocol';
import type { ExecSession } from '../engine/container-engine.js';
import { runningContainer, serviceNotRunning } from '../reconcile/running-container.js';
import type { Channel } from './channel.js';
import type { Workshop } from './workshop.js';

/** Runs a command in a running container of the service, the desired one if it can be. */
export async function serveExec(
  work: wire.ExecWork__Output,
  channel: Channel,
  workshop: Workshop,
): Promise<wire.ChannelClosed> {
  const { environmentId, service } = work;
  const desired = workshop.desired(environmentId, service);
  const container = runningContainer(workshop.containers(environmentId), { service, desired });
  if (container === null) throw serviceNotRunning(service);
  const terminal = work.tty ? (work.size ?? { columns: 80, rows: 24 }) : null;
  const { command: words, interactive: stdin, user } = work;
  const command = { containerId: container.id, command: words, terminal, stdin, user };
  const session = await workshop.engine.exec(command, channel.signal);
  channel.onResize((size) => void session.resize(size).catch(() => undefined));
  if (work.interactive) void passInput(channel, session);
  try {
    for await (const { stderr, data } of session.output) await channel.sendOutput(stderr, data);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not_found') throw error;
    throw withNextActions(error, [`devopsellence exec ${service} -- cat /etc/passwd`]);
  }
  return channel.signal.aborted ? {} : { exitCode: await session.exitCode() };
}

/** A command that ends takes no more input: what is left of it is of no interest then. */
async function passInput(channel: Channel, session: ExecSession): Promise<void> {
  try {
    for await (const data of channel.input()) await session.write(data);
    session.endInput();
  } catch {
    session.endInput();
  }
}
