import { engineReference, type PinnedImage } from '../model/image.js';

/** The key of every action on one container. */
export function containerKey(container: string): string {
  return `container:${container}`;
}

/** The key of giving one container the name of its service. It serves on meanwhile, so that is no action on itself. */
export function nameKey(container: string): string {
  return `name:${container}`;
}

/**
 * The key of pulling one image, by the name under which the engine finds it. Each environment pulls from a registry by
 * itself, with the credential of its own organization; what has no digest comes to all from the same place.
 */
export function imageKey(environmentId: string, image: PinnedImage): string {
  const reference = engineReference(image);
  return image.digest === null ? `image:${reference}` : `image:${environmentId}:${reference}`;
}

/** The key of every action on one network. */
export function networkKey(network: string): string {
  return `network:${network}`;
}

/** The key of every action on one volume. */
export function volumeKey(volume: string): string {
  return `volume:${volume}`;
}
