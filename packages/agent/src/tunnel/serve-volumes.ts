import { AppError } from '@devopsellence/core';
import type { wire } from '@devopsellence/protocol';
import type { Channel } from './channel.js';
import type { Workshop } from './workshop.js';

/** What fits into one answer, however long the names are. */
const MAX_LISTED = 2_000;

/** Tells which volumes the product has made on this machine. */
export async function serveListVolumes(
  { sizes }: wire.ListVolumesWork__Output,
  channel: Channel,
  { engine }: Workshop,
): Promise<wire.ChannelClosed> {
  const [volumes, usage] = await Promise.all([
    engine.describeVolumes(channel.signal),
    sizes ? engine.measure(channel.signal) : null,
  ]);
  const listed = volumes.slice(0, MAX_LISTED).map(({ name, environmentId, isOwn, usedBy }) => ({
    name,
    environmentId,
    isOwn,
    usedBy: [...usedBy],
    bytes: usage?.volumeBytes.get(name) ?? 0,
  }));
  await channel.sendAnswer({ volumes: { volumes: listed } });
  return {};
}

/**
 * Removes the one volume that was named. What the desired state wants stays, whatever the control plane thought when it
 * asked: it would come back empty.
 */
export async function serveRemoveVolume(
  { name }: wire.RemoveVolumeWork__Output,
  channel: Channel,
  { engine, wantsVolume }: Workshop,
): Promise<wire.ChannelClosed> {
  if (wantsVolume(name)) {
    throw new AppError('volume_in_use', {
      message: `volume ${name} is wanted by a service that this node is to run`,
      nextActions: ['take it out of the config, devopsellence deploy, then remove it'],
    });
  }
  await engine.removeVolume(name, channel.signal);
  return {};
}
