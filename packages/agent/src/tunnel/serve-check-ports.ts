import { AppError, type PublishedPortSpec } from '@devopsellence/core';
import type { wire } from '@devopsellence/protocol';
import type { Channel } from './channel.js';
import type { Workshop } from './workshop.js';

const MAX_PORTS = 20;
const HIGHEST_PORT = 65_535;

/** Tells which of the ports the machine has in use. */
export async function serveCheckPorts(
  { ports }: wire.CheckPortsWork__Output,
  channel: Channel,
  { findUsedPorts }: Workshop,
): Promise<wire.ChannelClosed> {
  if (ports.length > MAX_PORTS) throw new AppError('invalid_argument', { message: `more than ${MAX_PORTS} ports` });
  const used = await findUsedPorts(ports.map(readPort), channel.signal);
  await channel.sendAnswer({
    usedPorts: { ports: used.map(({ protocol, port, ...holder }) => ({ port: { protocol, port }, ...holder })) },
  });
  return {};
}

function readPort({ protocol, port }: wire.HostPort__Output): PublishedPortSpec {
  if ((protocol === 'tcp' || protocol === 'udp') && port > 0 && port <= HIGHEST_PORT) return { protocol, port };
  throw new AppError('invalid_argument', { message: `${port}/${protocol} is no port of a machine` });
}
