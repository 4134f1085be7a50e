import { AppError, type FailureCode, type PinnedImage } from '@devopsellence/core';
import { decodeFailure, decodeImage } from '@devopsellence/protocol';
import type { Clock } from '@devopsellence/runtime';
import type { TunnelChannel, Tunnels } from '../gateway/tunnel-channel.js';

/** How long a node may take to tell what a reference means: a registry that is slower is of no use for a deploy. */
const LIMIT_MS = 30_000;

const REGISTRY_AWAY = ['check that the node reaches the registry', 'devopsellence deploy'] as const;
const IMAGE_UNKNOWN = [
  'check the name and the tag of the image',
  'devopsellence registry set --host HOST --username USER --password-stdin   # if the registry is private',
] as const;

export interface ImageLookup {
  readonly nodeId: string;
  readonly node: string;
  readonly reference: string;
}

export interface LookupDeps {
  readonly tunnels: Tunnels;
  readonly clock: Clock;
}

/**
 * Asks a node what an image reference means: a digest of the registry, or the id of an image that only the node has.
 * Throws what the node answers, naming the node; `node_offline` when it cannot be asked.
 */
export async function resolveOnNode(deps: LookupDeps, lookup: ImageLookup, signal: AbortSignal): Promise<PinnedImage> {
  const channel = deps.tunnels.open(lookup.nodeId, { resolveImage: { reference: lookup.reference } });
  const answered = new AbortController();
  const timer = deps.clock.sleep(LIMIT_MS, AbortSignal.any([signal, answered.signal]));
  try {
    const image = await Promise.race([readImage(channel, lookup), timer.then(() => null)]);
    if (image !== null) return image;
    throw signal.aborted ? new AppError('cancelled', { message: 'the deploy was cancelled' }) : tooSlow(lookup);
  } finally {
    answered.abort();
    channel.cancel();
  }
}

async function readImage(channel: TunnelChannel, lookup: ImageLookup): Promise<PinnedImage> {
  for await (const { image, closed } of channel.frames) {
    if (image) return { ...decodeImage(image), reference: lookup.reference };
    if (closed?.failure) throw naming(lookup, decodeFailure(closed.failure));
    if (closed) break;
  }
  throw new AppError('internal', { message: `node ${lookup.node} did not say what image ${lookup.reference} is` });
}

function naming({ node, reference }: ImageLookup, failure: AppError): AppError {
  return new AppError(failure.code, {
    message: `image ${reference} could not be resolved on node ${node}: ${failure.message}`,
    ...(failure.reason === null ? {} : { reason: failure.reason }),
    evidence: failure.evidence,
    nextActions: failure.nextActions.length > 0 ? failure.nextActions : whatToTry(failure.code),
    cause: failure,
  });
}

function whatToTry(code: FailureCode): readonly string[] {
  if (code === 'registry_unreachable') return REGISTRY_AWAY;
  return code === 'image_not_found' ? IMAGE_UNKNOWN : [];
}

function tooSlow({ node, reference }: ImageLookup): AppError {
  return new AppError('registry_unreachable', {
    message: `node ${node} did not say within ${LIMIT_MS / 1000} s what image ${reference} is`,
    nextActions: REGISTRY_AWAY,
  });
}
