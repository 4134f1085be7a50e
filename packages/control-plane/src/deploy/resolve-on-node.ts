import { AppError, type FailureCode, type PinnedImage } from '@devopsellence/core';
import { decodeImage, type wire } from '@devopsellence/protocol';
import { type AskNodeDeps, askNode } from '../gateway/ask-node.js';

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
  /** For which environment a registry is asked. */
  readonly environmentId: string;
}

/**
 * Asks a node what an image reference means: a digest of the registry, or the id of an image that only the node has.
 * Throws what the node answers, naming the node; `node_offline` when it cannot be asked.
 */
export async function resolveOnNode(deps: AskNodeDeps, lookup: ImageLookup, signal: AbortSignal): Promise<PinnedImage> {
  const { nodeId, node, reference, environmentId } = lookup;
  let resolved: PinnedImage | null = null;
  const question = {
    nodeId,
    work: { resolveImage: { reference, environmentId } },
    limitMs: LIMIT_MS,
    tooSlow: () => tooSlow(lookup),
    explain: (failure: AppError) => naming(lookup, failure),
    onFrame: ({ image }: wire.AgentFrame__Output) => {
      if (image) resolved = { ...decodeImage(image), reference };
    },
  };
  await askNode(deps, question, signal);
  if (resolved !== null) return resolved;
  throw new AppError('internal', { message: `node ${node} did not say what image ${reference} is` });
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
