import type { wire } from '@devopsellence/protocol';
import type { Channel } from './channel.js';
import type { Workshop } from './workshop.js';

/** Restarts the container of a service in place. */
export async function serveRestartService(
  { environmentId, service }: wire.RestartServiceWork__Output,
  channel: Channel,
  { restart }: Workshop,
): Promise<wire.ChannelClosed> {
  await restart(environmentId, service, channel.signal);
  return {};
}
