import { engineReference } from '../model/image.js';
import { ownerOf } from './container-wants.js';
import type { Facts, ServiceFacts } from './facts.js';
import { isRunning } from './instance.js';
import { imageKey, networkKey, volumeKey } from './keys.js';
import { networkName } from './naming.js';
import { type Proposal, propose, type Want } from './proposal.js';
import { isImageMissing, isNetworkMissing, missingVolumes, needsCreation } from './step.js';

/** Pass: the network of every service that is to start. */
export function createNetworks(facts: Facts): Proposal {
  const needy = facts.services.filter((own) => isDown(own) && isNetworkMissing(facts, own));
  return propose({
    wants: needy.map((own) => {
      const network = networkName(own.environment.slug);
      const key = networkKey(network);
      const action = { kind: 'createNetwork', key, environmentId: own.environment.id, network } as const;
      return { action, owner: ownerOf(own), waiting: null };
    }),
  });
}

/** Pass: the volumes of every container that is to be created. Nothing ever removes one. */
export function createVolumes(facts: Facts): Proposal {
  const wants = facts.services.filter(needsCreation).flatMap((own) =>
    missingVolumes(facts, own).map((volume) => {
      const key = volumeKey(volume);
      const action = { kind: 'createVolume', key, environmentId: own.environment.id, volume } as const;
      return { action, owner: ownerOf(own), waiting: null };
    }),
  );
  return propose({ wants });
}

/** Pass: the images of every container that is to be created, whatever else it still waits for. */
export function pullImages(facts: Facts): Proposal {
  const needy = facts.services.filter((own) => needsCreation(own) && isImageMissing(facts, own));
  return propose({ wants: needy.map((own) => imageWant(facts, own)) });
}

function imageWant(facts: Facts, own: ServiceFacts): Want {
  const { image } = own.service.definition;
  const key = imageKey(engineReference(image));
  const owner = ownerOf(own);
  const progress = facts.observation.inFlight.get(key);
  const since = progress?.startedAt ?? null;
  return {
    action: { kind: 'pullImage', key, environmentId: own.environment.id, image },
    owner,
    waiting: { ...owner, reason: 'image', image: image.reference, detail: progress?.detail ?? '', since },
  };
}

function isDown(own: ServiceFacts): boolean {
  return !own.isRejected && (own.current === null || !isRunning(own.current));
}
