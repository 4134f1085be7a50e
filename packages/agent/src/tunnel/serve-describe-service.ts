import { encodeServiceDetail, type wire } from '@devopsellence/protocol';
import type { Channel } from './channel.js';
import type { Workshop } from './workshop.js';

/** Tells how one service is on this node, and how its containers ended last. */
export async function serveDescribeService(
  { environmentId, service }: wire.DescribeServiceWork__Output,
  channel: Channel,
  { describeService }: Workshop,
): Promise<wire.ChannelClosed> {
  await channel.sendAnswer({ service: encodeServiceDetail(await describeService(environmentId, service)) });
  return {};
}
