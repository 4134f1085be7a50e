import { AppError, type ObservedContainer } from '@devopsellence/core';
import type { wire } from '@devopsellence/protocol';
import type { ExecSession } from '../engine/container-engine.js';
import type { Channel } from './channel.js';
import type { Workshop } from './workshop.js';

/** Runs a command in a running container of the service, the desired one if it can be. */
export async function serveExec(
  work: wire.ExecWork__Output,
  channel: Channel,
  workshop: Workshop,
): Promise<wire.ChannelClosed> {
  const container = runningContainer(work, workshop);
  if (container === null) throw notRunning(work.service);
  const terminal = work.tty ? (work.size ?? { columns: 80, rows: 24 }) : null;
  const command = { containerId: container.id, command: work.command, terminal, stdin: work.interactive };
  const session = await workshop.engine.exec(command, channel.signal);
  channel.onResize((size) => void session.resize(size).catch(() => undefined));
  if (work.interactive) void passInput(channel, session);
  for await (const { stderr, data } of session.output) await channel.sendOutput(stderr, data);
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

function runningContainer(
  { environmentId, service }: wire.ExecWork__Output,
  { containers, desired }: Workshop,
): ObservedContainer | null {
  const running = containers(environmentId).filter((seen) => seen.service === service && seen.state === 'running');
  const wanted = desired(environmentId, service)?.hash;
  return running.find((seen) => seen.hash === wanted) ?? running[0] ?? null;
}

function notRunning(service: string): AppError {
  return new AppError('service_not_running', {
    message: `no container of the service ${service} runs on this node`,
    nextActions: ['devopsellence status', `devopsellence logs ${service}`],
  });
}
