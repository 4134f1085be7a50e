import type { Instant } from '../model/instant.js';
import type { ObservedContainer } from '../model/observation.js';
import type { NetworkPlace } from './action.js';
import type { Facts, ServiceFacts } from './facts.js';
import type { Instance } from './instance.js';
import { containerKey } from './keys.js';
import { leavingPlace, startsNameless } from './network-place.js';
import { NOTHING, type Proposal, propose, type Want } from './proposal.js';
import { restartDelayMs } from './restart-delay.js';
import { exitsText, lastExit } from './verdict.js';

/** Whom an action or a waiting reason is for. */
export function ownerOf(own: ServiceFacts): Want['owner'] {
  return { environmentId: own.environment.id, service: own.service.name };
}

/** Grace of a container of which no desired state says how long it needs. */
export const DEFAULT_GRACE_MS = 10_000;

/** Whom a container was of that is not desired. */
export function ownerOfSeen({ environmentId, service, taskRun }: ObservedContainer): Want['owner'] {
  return { environmentId, service, ...(taskRun === null ? {} : { run: taskRun }) };
}

/** When the engine was asked for what is in flight under the key; null when nothing is. */
export function askedAt(facts: Facts, key: string): Instant | null {
  return facts.observation.inFlight.get(key)?.startedAt ?? null;
}

export function createDesired(facts: Facts, own: ServiceFacts): Proposal {
  const { environment, service, container } = own;
  const key = containerKey(container);
  const owner = ownerOf(own);
  const isNamed = !startsNameless(facts, own);
  return propose({
    wants: [
      {
        action: { kind: 'createContainer', key, environment, service, container, isNamed },
        owner,
        waiting: { ...owner, reason: 'start', container, since: askedAt(facts, key) },
      },
    ],
  });
}

/** Starts a container again: at once after its first exit, later after a rest. */
export function startAgain(facts: Facts, owner: Want['owner'], instance: Instance): Proposal {
  const { id: containerId, name: container } = instance.container;
  const { consecutiveExits: attempts } = instance.history;
  const until = restsUntil(instance);
  if (until > facts.at) {
    const detail = `${container} ${exitsText(attempts, lastExit(instance))}`;
    return propose({ waiting: [{ ...owner, reason: 'backoff', detail, attempts, until }] });
  }
  const key = containerKey(container);
  const action = { kind: 'startContainer', key, containerId, container } as const;
  return propose({
    wants: [{ action, owner, waiting: { ...owner, reason: 'start', container, since: askedAt(facts, key) } }],
  });
}

/** Stops a container of a service and keeps it: for its logs, or to be started again. */
export function stopAndKeep(facts: Facts, own: ServiceFacts, { container: seen }: Instance): Proposal {
  return stop(facts, { owner: ownerOf(own), seen, graceMs: own.service.stopGraceMs });
}

/** A container that is to go, or to stop. */
export interface Leaver {
  readonly owner: Want['owner'];
  readonly seen: Pick<ObservedContainer, 'id' | 'name' | 'state'>;
  readonly graceMs: number;
}

/** Nothing when it does not run. */
export function stop(facts: Facts, { owner, seen, graceMs }: Leaver): Proposal {
  if (seen.state !== 'running') return NOTHING;
  const { id: containerId, name: container } = seen;
  const action = { kind: 'stopContainer', key: containerKey(container), containerId, container, graceMs } as const;
  return propose({ wants: [{ action, owner, waiting: stopWaiting(facts, owner, container) }] });
}

export function removeAll(facts: Facts, own: ServiceFacts, instances: readonly Instance[]): Proposal {
  if (instances.length === 0) return NOTHING;
  const owner = ownerOf(own);
  return propose({
    wants: instances.map((instance) => {
      const leaver = { owner, seen: instance.container, graceMs: own.service.stopGraceMs };
      return removal(facts, leaver, leavingPlace(facts, own, instance));
    }),
  });
}

/** `leaves`: the place at which it gives up the name of its service first; null when nobody may be about to call it. */
export function removal(facts: Facts, { owner, seen, graceMs }: Leaver, leaves: NetworkPlace | null = null): Want {
  const { id: containerId, name: container } = seen;
  const key = containerKey(container);
  const action = { kind: 'removeContainer', key, containerId, container, graceMs, leaves } as const;
  return { action, owner, waiting: stopWaiting(facts, owner, container) };
}

function stopWaiting(facts: Facts, owner: Want['owner'], container: string): Want['waiting'] {
  return { ...owner, reason: 'stop', container, since: askedAt(facts, containerKey(container)) };
}

function restsUntil(instance: Instance): Instant {
  const { container, history } = instance;
  const exitedAt = lastExit(instance)?.at ?? container.finishedAt ?? 0;
  return exitedAt + restartDelayMs(history.consecutiveExits, container.id);
}
