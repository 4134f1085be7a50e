import type { Instant } from '../model/instant.js';
import type { Facts, ServiceFacts } from './facts.js';
import { type Instance, isRunning } from './instance.js';
import { containerKey } from './keys.js';
import { NOTHING, type Proposal, propose, type Want } from './proposal.js';
import { restartDelayMs } from './restart-delay.js';
import { exitsText, lastExit } from './verdict.js';

/** Whom an action or a waiting reason is for. */
export function ownerOf(own: ServiceFacts): Want['owner'] {
  return { environmentId: own.environment.id, service: own.service.name };
}

/** When the engine was asked for what is in flight under the key; null when nothing is. */
export function askedAt(facts: Facts, key: string): Instant | null {
  return facts.observation.inFlight.get(key)?.startedAt ?? null;
}

export function createDesired(facts: Facts, own: ServiceFacts): Proposal {
  const { environment, service, container } = own;
  const key = containerKey(container);
  const owner = ownerOf(own);
  return propose({
    wants: [
      {
        action: { kind: 'createContainer', key, environment, service, container },
        owner,
        waiting: { ...owner, reason: 'start', container, since: askedAt(facts, key) },
      },
    ],
  });
}

/** Starts a container again: at once after its first exit, later after a rest. */
export function startAgain(facts: Facts, own: ServiceFacts, instance: Instance): Proposal {
  const owner = ownerOf(own);
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

/** Stops a container and keeps it: for its logs, or to be started again. */
export function stopAndKeep(facts: Facts, own: ServiceFacts, instance: Instance): Proposal {
  if (!isRunning(instance)) return NOTHING;
  const { id: containerId, name: container } = instance.container;
  const key = containerKey(container);
  const graceMs = own.service.stopGraceMs;
  const action = { kind: 'stopContainer', key, containerId, container, graceMs } as const;
  return propose({ wants: [{ action, owner: ownerOf(own), waiting: stopWaiting(facts, ownerOf(own), container) }] });
}

export function removeAll(facts: Facts, own: ServiceFacts, instances: readonly Instance[]): Proposal {
  if (instances.length === 0) return NOTHING;
  const containers = instances.map((instance) => instance.container);
  const owner = ownerOf(own);
  return propose({
    wants: containers.map((seen) => removal(facts, { owner, seen, graceMs: own.service.stopGraceMs })),
  });
}

export function removal(
  facts: Facts,
  what: {
    readonly owner: Want['owner'];
    readonly seen: { readonly id: string; readonly name: string };
    readonly graceMs: number;
  },
): Want {
  const { owner, seen, graceMs } = what;
  const { id: containerId, name: container } = seen;
  const action = { kind: 'removeContainer', key: containerKey(container), containerId, container, graceMs } as const;
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
