import type { PinnedImage } from '@devopsellence/core';
import type { PinnedImage__Output, PinnedImage as WireImage } from '../gen/devopsellence/v1/PinnedImage.js';

export function encodeImage(image: PinnedImage): WireImage {
  return { reference: image.reference, digest: image.digest ?? '', imageId: image.imageId ?? '' };
}

export function decodeImage(wire: PinnedImage__Output): PinnedImage {
  return { reference: wire.reference, digest: wire.digest || null, imageId: wire.imageId || null };
}
