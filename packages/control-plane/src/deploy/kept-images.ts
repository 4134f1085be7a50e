import type { PinnedImage } from '@devopsellence/core';
import { AppError, pinOf } from '@devopsellence/core';
import { encodeImage, type wire } from '@devopsellence/protocol';
import { type AskNodeDeps, askNode } from '../gateway/ask-node.js';
import type { Fleet } from '../gateway/fleet.js';
import type { Node } from '../store/index.js';
import { titleOf } from './environment-world.js';

/** An engine lists its images at once, or hangs. */
const LIMIT_MS = 5_000;
/** One that looks at a release does not keep a whole fleet busy. */
const MAX_ASKED = 20;

export interface KeptImages {
  /** By id of a node that answered: `pinOf` the images that its engine has. */
  readonly byNode: ReadonlyMap<string, ReadonlySet<string>>;
  /** Names of the nodes that did not answer. */
  readonly silent: readonly string[];
}

export interface KeptImagesDeps extends AskNodeDeps {
  readonly fleet: Fleet;
}

/** Asks nodes which of the images their engines have, all at the same time. Rejects only when the signal aborts. */
export async function keptImages(
  deps: KeptImagesDeps,
  { images, nodes }: { readonly images: readonly PinnedImage[]; readonly nodes: readonly Node[] },
  signal: AbortSignal,
): Promise<KeptImages> {
  const asked = nodes.filter(({ id }) => deps.fleet.connection(id) === 'online').slice(0, MAX_ASKED);
  const answers = await Promise.all(
    asked.map(async ({ id }) => [id, await imagesOn(deps, { nodeId: id, images }, signal)] as const),
  );
  const byNode = new Map(answers.flatMap(([id, kept]) => (kept === null ? [] : [[id, kept] as const])));
  return { byNode, silent: nodes.filter(({ id }) => !byNode.has(id)).map(titleOf) };
}

/** Null when the node does not say: it is busy, gone, or has an agent that does not know the question. */
async function imagesOn(
  deps: KeptImagesDeps,
  { nodeId, images }: { readonly nodeId: string; readonly images: readonly PinnedImage[] },
  signal: AbortSignal,
): Promise<ReadonlySet<string> | null> {
  const found = new Set<string>();
  const onFrame = ({ foundImages }: wire.AgentFrame__Output) => {
    for (const { digest, imageId } of foundImages?.images ?? []) found.add(digest || imageId);
  };
  const work = { findImages: { images: images.map(encodeImage) } };
  const tooSlow = () => new AppError('request_timeout', { message: 'the node did not say which images it has' });
  try {
    await askNode(deps, { nodeId, work, limitMs: LIMIT_MS, tooSlow, onFrame }, signal);
    return found;
  } catch (error) {
    if (signal.aborted || !(error instanceof AppError)) throw error;
    return null;
  }
}

/** Whether a node that answered has the image; null of one that did not. */
export function hasImage({ byNode }: KeptImages, nodeId: string, image: PinnedImage): boolean | null {
  return byNode.get(nodeId)?.has(pinOf(image)) ?? null;
}
