import { pinOf } from '../model/image.js';
import type { Instant } from '../model/instant.js';
import type { ServiceStatus, WaitingStatus } from '../model/status.js';
import { ownerOf } from './container-wants.js';
import { dependantOf, lostDependency, unmetDependencies } from './dependencies.js';
import { describeForStatus } from './describe.js';
import { type Facts, findService, type ServiceFacts } from './facts.js';
import { RESTART_WINDOW_MS, recentRestarts } from './history.js';
import { type Instance, isCrashLooping, isReady, isRunning } from './instance.js';
import { imageKey } from './keys.js';
import type { Plan } from './plan.js';
import { failureOf, stateOf } from './service-state.js';
import { nextAttemptAt, stateSince } from './state-since.js';
import { stepOf } from './step.js';
import { exitsText, lastExit } from './verdict.js';
import type { Waiting } from './waiting.js';

/** Every desired service as its agent reports it, in the order of the desired state. */
export function describeServices(facts: Facts, { waiting }: Plan): readonly ServiceStatus[] {
  const groups = groupWaiting(facts, waiting);
  return facts.services.map((own) => describeService(facts, own, groups.get(own) ?? []));
}

function describeService(facts: Facts, own: ServiceFacts, waiting: readonly Waiting[]): ServiceStatus {
  const { service, environment } = own;
  const step = stepOf(facts, own);
  const shown = shownInstance(own);
  const failure = failureOf(facts, own, step);
  const isSettled = step === 'done' && waiting.length === 0;
  const state = stateOf({ facts, own, step, waiting });
  return {
    environmentId: environment.id,
    name: service.name,
    isStandalone: service.definition.standalone !== undefined,
    role: service.role,
    state,
    stateSince: stateSince(state, own, waiting),
    ready: [own.current, ...own.old].some((instance) => instance !== null && canServe(instance)),
    settled: isSettled,
    failing: failure !== null,
    ...restartsOf(own.current ?? shown, facts.at),
    nextAttemptAt: nextAttemptAt(waiting),
    container: shown?.container.name ?? '',
    hash: shown?.container.hash ?? '',
    image: service.definition.image.reference,
    imageDigest: pinOf(service.definition.image),
    address: shown?.container.address ?? '',
    waitingOn: waiting.map(describeForStatus),
    lostDependencies: lostDependencies(facts, own),
    lastError: isSettled ? '' : (failure ?? lastErrorOf(facts, own)),
  };
}

function restartsOf(
  instance: Instance | null,
  at: Instant,
): Pick<ServiceStatus, 'restarts' | 'recentRestarts' | 'restartWindowMs' | 'lastExit'> {
  const exit = instance === null ? null : lastExit(instance);
  return {
    restarts: instance?.history.restarts ?? 0,
    recentRestarts: instance === null ? 0 : recentRestarts(instance.history, at),
    restartWindowMs: RESTART_WINDOW_MS,
    lastExit: exit === null ? null : { at: exit.at, exitCode: exit.exitCode, isOutOfMemory: exit.isOutOfMemory },
  };
}

/** What it runs without; a service that does not run waits for it instead. */
function lostDependencies(facts: Facts, own: ServiceFacts): readonly WaitingStatus[] {
  if (![own.current, ...own.old].some((instance) => instance !== null && isRunning(instance))) return [];
  const unmet = unmetDependencies(facts, { ...dependantOf(own), isRestart: true });
  return unmet.map((each) => lostDependency(ownerOf(own), each));
}

/** Ready, and not only between two crashes. */
function canServe(instance: Instance): boolean {
  return isReady(instance) && !isCrashLooping(instance);
}

/** The container that serves, or else the one that is to. */
function shownInstance(own: ServiceFacts): Instance | null {
  const { current, old } = own;
  const serving = [current, ...old].find((instance) => instance !== null && isReady(instance));
  return serving ?? (own.isRejected ? null : current) ?? old[0] ?? current;
}

function lastErrorOf(facts: Facts, own: ServiceFacts): string {
  const { current, backoff } = own;
  const pull = facts.observation.backoffs.get(imageKey(own.environment.id, own.service.definition.image));
  const refusal = backoff ?? (current === null ? pull : null);
  if (refusal) return refusal.message;
  if (current === null) return '';
  const { probe, consecutiveExits, readyInThisRun } = current.history;
  if (isRunning(current) && readyInThisRun && probe?.ok === false) return probe.detail;
  return consecutiveExits > 0 ? exitsText(consecutiveExits, lastExit(current)) : '';
}

function groupWaiting(facts: Facts, waiting: readonly Waiting[]): ReadonlyMap<ServiceFacts, readonly Waiting[]> {
  const groups = new Map<ServiceFacts, Waiting[]>();
  for (const reason of waiting) {
    if (reason.run !== undefined) continue;
    const own = findService(facts, reason.environmentId, reason.service);
    if (own === undefined) continue;
    const group = groups.get(own);
    if (group === undefined) groups.set(own, [reason]);
    else group.push(reason);
  }
  return groups;
}
