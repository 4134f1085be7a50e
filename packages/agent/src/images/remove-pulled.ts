import { isImageId } from '@devopsellence/core';
import type { ContainerEngine } from '../engine/container-engine.js';

/** Names that only this product gives: those of built images, and those of an interrupted pull. */
const OWN_NAMES = /^(devopsellence\/|127\.0\.0\.1:)/;

/**
 * Removes an image that this agent pulled. One that is known by its id is on the engine as long as it has a name: its
 * names go, and a name that somebody else gave it keeps it there.
 */
export async function removePulled(engine: ContainerEngine, reference: string, signal: AbortSignal): Promise<void> {
  const found = isImageId(reference) ? await engine.findLocally(reference, signal) : null;
  const names = found?.names ?? [];
  if (names.length === 0) return await engine.removeImage(reference, signal);
  for (const name of names) if (OWN_NAMES.test(name)) await engine.removeImage(name, signal);
}
