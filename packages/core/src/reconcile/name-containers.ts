import { askedAt, ownerOf } from './container-wants.js';
import type { Facts, ServiceFacts } from './facts.js';
import { type Instance, isReady, isRunning } from './instance.js';
import { nameKey } from './keys.js';
import { placeOf } from './network-place.js';
import { combine, NOTHING, type Proposal, propose } from './proposal.js';
import { stepOf } from './step.js';

/**
 * Pass: every running container is on its network, and is found there by the name of its service when it is the one that
 * is to serve: the desired one once it is stable, and before that an old one while nobody else answers by the name.
 * Standalone services have their name from the start.
 */
export function nameContainers(facts: Facts): Proposal {
  return combine(facts.services.map((own) => nameOfService(facts, own)));
}

function nameOfService(facts: Facts, own: ServiceFacts): Proposal {
  const { current, old } = own;
  // The engine itself starts these again: between two runs one has no address and counts as running all the same.
  if (own.service.definition.standalone !== undefined) return NOTHING;
  const all = current === null ? old : [current, ...old];
  const misplaced = all.filter(isMisplaced);
  if (misplaced.length === 0) return NOTHING;
  const step = stepOf(facts, own);
  const hasLanded = step === 'name' || step === 'retire' || step === 'done';
  const isCurrentDue = hasLanded || !old.some(isReady);
  const isOldDue = !all.some((instance) => isReady(instance) && instance.container.isNamed);
  return combine(
    misplaced.map((instance) => {
      if (instance === current) return nameOne(facts, own, { instance, isDue: isCurrentDue });
      return hasLanded ? NOTHING : nameOne(facts, own, { instance, isDue: isOldDue });
    }),
  );
}

/** Something is at work on one that is busy, and it may be on its way out. */
function isMisplaced(instance: Instance): boolean {
  const { container, isBusy } = instance;
  return isRunning(instance) && !isBusy && (!container.isNamed || container.address === null);
}

function nameOne(facts: Facts, own: ServiceFacts, named: { readonly instance: Instance; readonly isDue: boolean }) {
  const { instance, isDue } = named;
  const { id: containerId, name: container, address } = instance.container;
  if (address !== null && !(isDue && isReady(instance))) return NOTHING;
  const key = nameKey(container);
  const [owner, place, name] = [ownerOf(own), placeOf(own, instance), isDue ? own.service.name : null];
  const action = { kind: 'nameContainer', key, containerId, container, place, name } as const;
  return propose({
    wants: [{ action, owner, waiting: { ...owner, reason: 'name', container, since: askedAt(facts, key) } }],
  });
}
