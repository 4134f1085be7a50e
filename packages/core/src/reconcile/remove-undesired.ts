import type { ObservedContainer } from '../model/observation.js';
import { askedAt, DEFAULT_GRACE_MS, ownerOfSeen, removal } from './container-wants.js';
import type { Facts, ServiceFacts } from './facts.js';
import { containerKey, networkKey } from './keys.js';
import { networkName } from './naming.js';
import { combine, type Proposal, propose } from './proposal.js';
import { stepOf } from './step.js';
import { stopOrder } from './stop-order.js';
import type { Waiting } from './waiting.js';

/**
 * Pass: containers of services and environments that are no longer desired.
 *
 * In an environment that is still desired they go last, when every service of its release has its stable desired container
 * and no task has yet to succeed: an old container that serves on may depend on them, a renamed service has its former self
 * serve meanwhile, and a deployment that fails has destroyed nothing. Among them what depends on another stops before it.
 * Runs of tasks that have ended go at once: nothing depends on them, and an environment that never settles would keep one
 * for each firing of a schedule. So do standalone services: no deployment brings them back, and somebody asked for just that.
 */
export function removeUndesired(facts: Facts): Proposal {
  const { undesired } = facts;
  if (undesired.length === 0) return propose({});
  const unsettled = unsettledEnvironments(facts);
  const isDue = (seen: ObservedContainer) => isOver(seen) || seen.isStandalone || !unsettled.has(seen.environmentId);
  const removals = removeInOrder(facts, undesired.filter(isDue));
  const waiting = undesired
    .filter((seen) => !isDue(seen))
    .map((seen): Waiting => ({ ...ownerOfSeen(seen), reason: 'stop', container: seen.name, since: null }));
  return combine([removals, propose({ waiting })]);
}

function isOver({ taskRun, state }: ObservedContainer): boolean {
  return taskRun !== null && state !== 'running';
}

/** A container that is about to run, or to be removed, counts as one that has yet to stop: which of the two, nobody can tell. */
function removeInOrder(facts: Facts, leavers: readonly ObservedContainer[]): Proposal {
  const { inFlight } = facts.observation;
  const mayRun = ({ state, name }: ObservedContainer) => state === 'running' || inFlight.has(containerKey(name));
  const order = stopOrder(leavers);
  return combine(
    leavers.map((seen) => {
      const dependants = order.get(seen)?.filter(mayRun) ?? [];
      if (dependants.length > 0)
        return propose({ waiting: dependants.map((other) => dependantWaiting(facts, seen, other)) });
      return propose({ wants: [removal(facts, { owner: ownerOfSeen(seen), seen, graceMs: DEFAULT_GRACE_MS })] });
    }),
  );
}

function dependantWaiting(facts: Facts, seen: ObservedContainer, dependant: ObservedContainer): Waiting {
  return {
    ...ownerOfSeen(seen),
    reason: 'dependant',
    container: seen.name,
    dependant: dependant.service,
    since: askedAt(facts, containerKey(dependant.name)),
  };
}

/** Pass: networks that no desired environment has, once nothing is attached and none of the containers is left. */
export function removeNetworks(facts: Facts): Proposal {
  const { networks, containers } = facts.observation;
  const desired = new Set(facts.desiredState.environments.map((environment) => networkName(environment.slug)));
  const surplus = networks.filter((network) => !desired.has(network.name) && network.attached === 0);
  if (surplus.length === 0) return propose({});
  const inUse = new Set(containers.map((seen) => seen.environmentId));
  return propose({
    wants: surplus
      .filter((network) => !inUse.has(network.environmentId))
      .map(({ id: networkId, name: network, environmentId }) => ({
        action: { kind: 'removeNetwork', key: networkKey(network), networkId, network },
        owner: { environmentId, service: '' },
        waiting: null,
      })),
  });
}

/** A standalone service has no part in a deployment: one that does not come up must not keep one from its end. */
function isOfRelease({ service }: ServiceFacts): boolean {
  return service.definition.standalone === undefined;
}

function unsettledEnvironments(facts: Facts): ReadonlySet<string> {
  const unsettled = facts.services.filter((own) => isOfRelease(own) && stepOf(facts, own) !== 'done');
  return new Set([...unsettled.map((own) => own.environment.id), ...facts.gates.keys()]);
}
