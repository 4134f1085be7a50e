import type { ContainerDefinition, DesiredEnvironment } from '../model/desired-state.js';
import { nameOnEngine } from '../model/image.js';
import type { Facts } from './facts.js';
import { networkName } from './naming.js';

export function isImageMissing(facts: Facts, { image }: ContainerDefinition): boolean {
  return nameOnEngine(image, facts.observation.images) === null;
}

export function isNetworkMissing(facts: Facts, { slug }: DesiredEnvironment): boolean {
  return !facts.networks.has(networkName(slug));
}

export function missingVolumes(facts: Facts, { volumes }: ContainerDefinition): readonly string[] {
  return volumes.map((mount) => mount.name).filter((name) => !facts.volumes.has(name));
}

/** Whether everything that a container of the definition is made from is on the engine. */
export function isPrepared(facts: Facts, environment: DesiredEnvironment, definition: ContainerDefinition): boolean {
  if (isNetworkMissing(facts, environment) || isImageMissing(facts, definition)) return false;
  return missingVolumes(facts, definition).length === 0;
}
