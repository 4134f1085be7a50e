import { dependantOf, unmetDependencies } from './dependencies.js';
import type { Facts, ServiceFacts } from './facts.js';
import { type Instance, isReady, isRunning, isStable, stableAt } from './instance.js';
import { containerKey } from './keys.js';
import { isNetworkMissing, isPrepared } from './needs.js';
import type { Gate } from './task-facts.js';

/**
 * How far a service is on its way to the desired container:
 *
 *     clear ─▶ blocked ─▶ (make-room) ─▶ create ─▶ start ─▶ await-readiness ─▶ await-stability ─▶ name ─▶ retire ─▶ done
 *                                                  └──────────────── go-back ◀────────────────┘
 * A service that an operator stopped leaves the way: `stop`, and then `done`.
 *
 * Steps are not remembered: each is read from the facts, so that any step can follow a crash, a reboot or a new desired
 * state. Nothing old is stopped before `make-room`, nothing old is removed before `retire`.
 */
export type Step =
  /** An operator stopped it. */
  | 'stop'
  /** The container given up in an earlier deployment goes first. */
  | 'clear'
  /** The new container failed: the old one serves on. */
  | 'go-back'
  /** Image, network, volume or a dependency is missing. */
  | 'blocked'
  /** stop-first: the old one is being stopped. */
  | 'make-room'
  | 'create'
  | 'start'
  | 'await-readiness'
  | 'await-stability'
  /** The desired container is stable, and is to be found by the name of its service. */
  | 'name'
  /** The desired container is stable: what is left of others is removed. */
  | 'retire'
  | 'done';

/** Also while the engine is at work on one that may run when it is done. */
function isUpOrMayCome({ observation }: Facts, own: ServiceFacts): boolean {
  const isAtWork = observation.inFlight.has(containerKey(own.container)) || own.old.some(({ isBusy }) => isBusy);
  return isAtWork || runningInstances(own).length > 0;
}

export function stepOf(facts: Facts, own: ServiceFacts): Step {
  const { current } = own;
  if (own.service.isStopped === true) return isUpOrMayCome(facts, own) ? 'stop' : 'done';
  if (own.stale !== null) return 'clear';
  if (own.isRejected) return 'go-back';
  const isUp = current !== null && isRunning(current);
  if (!isUp && isBlocked(facts, own)) return 'blocked';
  if (mustMakeRoom(facts, own)) return 'make-room';
  if (current === null) return 'create';
  if (!isUp) return 'start';
  if (!isReady(current)) return 'await-readiness';
  if (!hasLanded(facts, own, current)) return 'await-stability';
  if (!current.container.isNamed) return 'name';
  return own.old.length + own.useless.length > 0 ? 'retire' : 'done';
}

/** Every container of the service that may be running its process. */
export function runningInstances(own: ServiceFacts): readonly Instance[] {
  const singles = [own.current, own.stale].flatMap((instance) => (instance === null ? [] : [instance]));
  return [...singles, ...own.old, ...own.useless].filter(isRunning);
}

/** Whether the desired container has yet to be created. */
export function needsCreation(own: ServiceFacts): boolean {
  return own.current === null && !own.isRejected && own.service.isStopped !== true;
}

/** The gate that keeps the service as it is: a task has to succeed first. Null when there is none. */
export function gateOf(facts: Facts, own: ServiceFacts): Gate | null {
  const gate = facts.gates.get(own.environment.id);
  if (gate === undefined || gate.passes.has(own.service.name)) return null;
  const isChange = own.current === null || (own.old.length > 0 && !isRunning(own.current));
  return isChange ? gate : null;
}

function isBlocked(facts: Facts, own: ServiceFacts): boolean {
  const { current, environment, service } = own;
  if (gateOf(facts, own) !== null || isNetworkMissing(facts, environment)) return true;
  if (current === null && !isPrepared(facts, environment, service.definition)) return true;
  return unmetDependencies(facts, dependantOf(own)).length > 0;
}

/** stop-first never runs two at once, not even one that is about to run: an engine call cannot be taken back. */
function mustMakeRoom(facts: Facts, own: ServiceFacts): boolean {
  if (own.service.order !== 'stop-first') return false;
  const { current } = own;
  if (current !== null && hasLanded(facts, own, current)) return false;
  const others = runningInstances(own).filter((instance) => instance !== current);
  return others.length > 0 || isSiblingInFlight(facts, own.container);
}

/** With no old container left nothing hangs on it that cannot be undone: it stays stable until it is unready. */
function hasLanded(facts: Facts, own: ServiceFacts, current: Instance): boolean {
  const { stableForMs } = own.environment;
  const since = stableAt(current, stableForMs);
  if (own.old.length > 0) return isStable(current, stableForMs, facts.at);
  return since !== null && since <= facts.at;
}

/** Whether the engine is at work on a container of the service other than `container`, which may not be observed yet. */
export function isSiblingInFlight(facts: Facts, container: string): boolean {
  const key = containerKey(container);
  const stem = key.slice(0, key.lastIndexOf('-') + 1);
  for (const other of facts.observation.inFlight.keys()) {
    if (other !== key && other.length === key.length && other.startsWith(stem)) return true;
  }
  return false;
}
