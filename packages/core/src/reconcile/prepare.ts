import type { ContainerDefinition, DesiredEnvironment } from '../model/desired-state.js';
import { ownerOf } from './container-wants.js';
import type { Facts, ServiceFacts } from './facts.js';
import { isRunning } from './instance.js';
import { imageKey, networkKey, volumeKey } from './keys.js';
import { networkName } from './naming.js';
import { isImageMissing, isNetworkMissing, missingVolumes } from './needs.js';
import { type Proposal, propose, type Want } from './proposal.js';
import { needsCreation } from './step.js';
import { mustStillStart, needsTaskContainer } from './task-step.js';
import { ownerOfRun } from './task-waiting.js';

/** Something that is to become a container: of a service, or of a run of a task. */
interface Candidate {
  readonly environment: DesiredEnvironment;
  readonly definition: ContainerDefinition;
  readonly owner: Want['owner'];
}

/** Pass: the network of every container that is to start. */
export function createNetworks(facts: Facts): Proposal {
  const starting = [
    ...facts.services.filter(isDown).map((own) => ({ environment: own.environment, owner: ownerOf(own) })),
    ...facts.tasks.filter(mustStillStart).map((own) => ({ environment: own.environment, owner: ownerOfRun(own) })),
  ];
  const needy = starting.filter(({ environment }) => isNetworkMissing(facts, environment));
  return propose({
    wants: needy.map(({ environment, owner }) => {
      const network = networkName(environment.slug);
      const key = networkKey(network);
      const action = { kind: 'createNetwork', key, environmentId: environment.id, network } as const;
      return { action, owner, waiting: null };
    }),
  });
}

/** Pass: the volumes of every container that is to be created. Nothing ever removes one. */
export function createVolumes(facts: Facts): Proposal {
  const wants = candidates(facts).flatMap(({ environment, definition, owner }) =>
    missingVolumes(facts, definition).map((volume) => {
      const key = volumeKey(volume);
      const action = { kind: 'createVolume', key, environmentId: environment.id, volume } as const;
      return { action, owner, waiting: null };
    }),
  );
  return propose({ wants });
}

/** Pass: the images of every container that is to be created, whatever else it still waits for. */
export function pullImages(facts: Facts): Proposal {
  const needy = candidates(facts).filter(({ definition }) => isImageMissing(facts, definition));
  return propose({ wants: needy.map((candidate) => imageWant(facts, candidate)) });
}

function candidates(facts: Facts): readonly Candidate[] {
  const services = facts.services.filter(needsCreation).map((own) => {
    return { environment: own.environment, definition: own.service.definition, owner: ownerOf(own) };
  });
  const runs = facts.tasks.filter(needsTaskContainer).map((own) => {
    return { environment: own.environment, definition: own.run.definition, owner: ownerOfRun(own) };
  });
  return [...services, ...runs];
}

function imageWant(facts: Facts, { environment, definition, owner }: Candidate): Want {
  const { image } = definition;
  const key = imageKey(environment.id, image);
  const progress = facts.observation.inFlight.get(key);
  const since = progress?.startedAt ?? null;
  return {
    action: { kind: 'pullImage', key, environmentId: environment.id, image },
    owner,
    waiting: { ...owner, reason: 'image', image: image.reference, detail: progress?.detail ?? '', since },
  };
}

function isDown(own: ServiceFacts): boolean {
  if (own.isRejected || own.service.isStopped === true) return false;
  return own.current === null || !isRunning(own.current);
}
