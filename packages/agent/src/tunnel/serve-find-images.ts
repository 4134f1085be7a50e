import { nameOnEngine } from '@devopsellence/core';
import { decodeImage, type wire } from '@devopsellence/protocol';
import type { Channel } from './channel.js';
import type { Workshop } from './workshop.js';

/** Tells which of the images the engine has. */
export async function serveFindImages(
  { images }: wire.FindImagesWork__Output,
  channel: Channel,
  { engine }: Workshop,
): Promise<wire.ChannelClosed> {
  const listed = await engine.listImages(channel.signal);
  const found = images.filter((image) => nameOnEngine(decodeImage(image), listed) !== null);
  await channel.sendAnswer({ foundImages: { images: found } });
  return {};
}
