import { AppError, type PinnedImage } from '@devopsellence/core';
import type { ImageCatalogue } from '../images/uploaded-images.js';

/** An app image that was built for this deploy. */
export interface BuiltImage {
  readonly reference: string;
  readonly id: string;
  /** Of its manifest when it was uploaded for this deploy; null otherwise. */
  readonly manifest: string | null;
}

export interface BuiltRequest {
  readonly image: BuiltImage;
  /** Names of the nodes that will run it and cannot be asked whether they have it. */
  readonly offline: readonly string[];
  /** Pins it by what online nodes have. */
  readonly askNodes: () => Promise<PinnedImage>;
  /** Only to be shown: the image may be missing. */
  readonly dryRun: boolean;
}

/**
 * Pins an image that was built: no registry is asked, for one might have an image of a stranger under the same name. It is
 * taken from what was uploaded, else every node that will run it must have it: `image_not_uploaded` when one may not.
 */
export async function resolveBuilt(images: ImageCatalogue, request: BuiltRequest): Promise<PinnedImage> {
  const { image, offline, askNodes, dryRun } = request;
  const { reference, id, manifest } = image;
  const pinned = { reference, digest: null, imageId: id };
  if (manifest !== null) {
    await images.admit(manifest, id);
    return { ...pinned, manifest };
  }
  const known = await images.find(id);
  if (known !== null) return { ...pinned, manifest: known };
  if (dryRun) return pinned;
  if (offline.length > 0) throw notUploaded(reference, [`${offline.join(', ')}: offline`]);
  try {
    return await askNodes();
  } catch (error) {
    if (!isLack(error)) throw error;
    throw notUploaded(reference, [error.message, ...error.evidence]);
  }
}

function isLack(error: unknown): error is AppError {
  return error instanceof AppError && (error.code === 'image_not_found' || error.code === 'node_offline');
}

function notUploaded(reference: string, evidence: readonly string[]): AppError {
  return new AppError('image_not_uploaded', {
    message: `image ${reference} was built and is not on every node that will run it`,
    evidence,
    nextActions: ['push the image to a registry: devopsellence registry set --help'],
  });
}
