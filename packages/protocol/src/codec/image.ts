import type { PinnedImage } from '@devopsellence/core';
import type { PinnedImage__Output, PinnedImage as WireImage } from '../gen/devopsellence/v1/PinnedImage.js';

export function encodeImage(image: PinnedImage): WireImage {
  return {
    reference: image.reference,
    digest: image.digest ?? '',
    imageId: image.imageId ?? '',
    manifest: image.manifest ?? '',
  };
}

export function decodeImage(wire: PinnedImage__Output): PinnedImage {
  const { reference, digest, imageId, manifest } = wire;
  const pinned = { reference, digest: digest || null, imageId: imageId || null };
  return manifest === '' ? pinned : { ...pinned, manifest };
}
