import type { NetworkPlace } from './action.js';
import type { Facts, ServiceFacts } from './facts.js';
import { type Instance, isReady, isRunning } from './instance.js';
import { networkName } from './naming.js';

/**
 * Whether the new container of a service is not found by the service's name until it is stable. While another one may serve
 * under the name, one that may never answer, or crash in a moment, must not get its callers. Where a network does not
 * keep addresses the name cannot be given later without cutting connections off.
 */
export function startsNameless(facts: Facts, own: ServiceFacts): boolean {
  if (own.service.order !== 'start-first' || !keepsAddresses(facts, own)) return false;
  return own.old.some(({ container }) => container.isNamed);
}

/** Where a container gives up its name before it is removed: only if it has it, and another one serves under it. */
export function leavingPlace(facts: Facts, own: ServiceFacts, instance: Instance): NetworkPlace | null {
  const { current } = own;
  const { isNamed, address } = instance.container;
  if (current === null || current === instance || !isReady(current) || !current.container.isNamed) return null;
  if (!isRunning(instance) || !isNamed || address === null || !keepsAddresses(facts, own)) return null;
  return placeOf(own, instance);
}

/** Where a container of the service is, or is to be. */
export function placeOf({ environment }: ServiceFacts, { container }: Instance): NetworkPlace {
  return { network: networkName(environment.slug), address: container.address };
}

function keepsAddresses(facts: Facts, { environment }: ServiceFacts): boolean {
  return facts.networks.get(networkName(environment.slug))?.keepsAddresses === true;
}
