import type { ObservedContainer } from '../model/observation.js';
import { DEFAULT_GRACE_MS, ownerOfSeen, removal } from './container-wants.js';
import type { Facts } from './facts.js';
import { networkKey } from './keys.js';
import { networkName } from './naming.js';
import { type Proposal, propose } from './proposal.js';
import { stepOf } from './step.js';

/**
 * Pass: containers of services and environments that are no longer desired.
 *
 * In an environment that is still desired they go last, when every service of it has its stable desired container and no
 * task has yet to succeed: an old
 * container that serves on may depend on them, a renamed service has its former self serve meanwhile, and a deployment
 * that fails has destroyed nothing. Among them no order is known: the desired state that knew it is gone.
 */
export function removeUndesired(facts: Facts): Proposal {
  const { undesired } = facts;
  if (undesired.length === 0) return propose({});
  const unsettled = unsettledEnvironments(facts);
  const isDue = (seen: ObservedContainer) => !unsettled.has(seen.environmentId);
  return propose({
    wants: undesired.filter(isDue).map((seen) => {
      return removal(facts, { owner: ownerOfSeen(seen), seen, graceMs: DEFAULT_GRACE_MS });
    }),
    waiting: undesired
      .filter((seen) => !isDue(seen))
      .map((seen) => ({ ...ownerOfSeen(seen), reason: 'stop', container: seen.name, since: null })),
  });
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

function unsettledEnvironments(facts: Facts): ReadonlySet<string> {
  const unsettled = facts.services.filter((own) => stepOf(facts, own) !== 'done');
  return new Set([...unsettled.map((own) => own.environment.id), ...facts.gates.keys()]);
}
