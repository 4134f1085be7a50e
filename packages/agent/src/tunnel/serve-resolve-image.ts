import { encodeImage, type wire } from '@devopsellence/protocol';
import type { Channel } from './channel.js';
import type { Workshop } from './workshop.js';

/** Answers what a reference means, once and for all. */
export async function serveResolveImage(
  lookup: wire.ResolveImageWork__Output,
  channel: Channel,
  { images }: Workshop,
): Promise<wire.ChannelClosed> {
  await channel.sendAnswer({ image: encodeImage(await images.resolve(lookup, channel.signal)) });
  return {};
}
