import type { DesiredEnvironment } from '../model/desired-state.js';
import type { Instant } from '../model/instant.js';
import type { ProbeResult } from '../model/observation.js';
import type { Dependency } from '../model/spec.js';
import type { WaitingStatus } from '../model/status.js';
import { describeForStatus } from './describe.js';
import { durationText } from './duration-text.js';
import { type Facts, findService, type ServiceFacts } from './facts.js';
import { type Instance, isReady, isRunning } from './instance.js';
import type { TaskFacts } from './task-facts.js';
import { exitsText, lastExit } from './verdict.js';
import type { Waiting, WaitingOwner } from './waiting.js';

/** A dependency that keeps a service from starting. */
export interface UnmetDependency {
  readonly dependency: Dependency;
  /** What is the matter with it, in a few words. */
  readonly detail: string;
  /** Since when it is as it is: start or end of its container, or its first failed check after it was ready. Null: unknown. */
  readonly since: Instant | null;
  /** The newest check of its container in this run; null when there is none. */
  readonly probe: ProbeResult | null;
  /** When the service has waited for as long as it wants to; null when it waits on. */
  readonly deadline: Instant | null;
}

/** What waits for dependencies: a service, or a run of a task. */
export interface Dependant {
  readonly environment: DesiredEnvironment;
  readonly dependsOn: readonly Dependency[];
  /** It ran before, and is only started again. */
  readonly isRestart: boolean;
}

export function dependantOf({ environment, service, current }: ServiceFacts): Dependant {
  return { environment, dependsOn: service.dependsOn, isRestart: current !== null };
}

/** A run waits as what is new does, also when it is started again: it was built to run with the desired containers. */
export function dependantOfRun({ environment, run }: TaskFacts): Dependant {
  return { environment, dependsOn: run.dependsOn, isRestart: false };
}

/**
 * The dependencies that keep something from starting now.
 *
 * A new container waits for the desired containers of its dependencies: what it was built to run with. One that is only
 * started again also makes do with the old container of a dependency, for that is what served it before. Services that run
 * are not asked: a dependency that turns unready later stops nobody.
 */
export function unmetDependencies(facts: Facts, dependant: Dependant): readonly UnmetDependency[] {
  const unmet: UnmetDependency[] = [];
  for (const dependency of dependant.dependsOn) {
    const target = findService(facts, dependant.environment.id, dependency.service) ?? null;
    const candidates = target === null ? [] : candidatesOf(target, dependant.isRestart);
    if (candidates.some((candidate) => meets(candidate, dependency))) continue;
    unmet.push(describeUnmet(dependency, target));
  }
  return unmet;
}

/** The first dependency that was waited for as long as may be, as one sentence; null when there is none. */
export function overdueText(unmet: readonly UnmetDependency[], at: Instant): string | null {
  const overdue = unmet.find(({ deadline }) => deadline !== null && deadline <= at);
  if (overdue === undefined) return null;
  const { dependency, detail } = overdue;
  return `waited ${durationText(dependency.timeoutMs ?? 0)} for ${dependency.service}: ${detail}`;
}

export function dependencyWaiting(owner: WaitingOwner, unmet: UnmetDependency): Waiting {
  return {
    ...owner,
    reason: 'dependency',
    dependency: unmet.dependency.service,
    condition: unmet.dependency.condition,
    detail: unmet.detail,
    since: unmet.since,
    probe: unmet.probe,
  };
}

/** A dependency that a service runs without, for status. */
export function lostDependency(owner: WaitingOwner, unmet: UnmetDependency): WaitingStatus {
  return { ...describeForStatus(dependencyWaiting(owner, unmet)), detail: unmet.detail };
}

function candidatesOf(target: ServiceFacts, isRestart: boolean): readonly Instance[] {
  const current = target.current === null ? [] : [target.current];
  return isRestart ? [...current, ...target.old] : current;
}

/** What is ready and not found by its name yet is of no use to who calls it: the name leads to another, or to nobody. */
function meets(instance: Instance, dependency: Dependency): boolean {
  return dependency.condition === 'ready' ? isReady(instance) && instance.container.isNamed : isRunning(instance);
}

function describeUnmet(dependency: Dependency, target: ServiceFacts | null): UnmetDependency {
  const current = target?.current ?? null;
  const since = current === null ? null : unmetSince(current);
  const isTimed = current !== null && isRunning(current) && since !== null && dependency.timeoutMs !== null;
  const deadline = isTimed ? since + dependency.timeoutMs : null;
  return { dependency, detail: detailOf(target), since, deadline, probe: current?.history.probe ?? null };
}

/** A dependency that was ready for long is waited for from the moment at which it turned unready. */
function unmetSince({ container, history }: Instance): Instant | null {
  if (container.state !== 'running') return container.finishedAt;
  if (!history.readyInThisRun) return container.startedAt;
  return history.probe?.ok === false ? history.probe.since : null;
}

function detailOf(target: ServiceFacts | null): string {
  if (target === null) return 'not on this node';
  if (target.isRejected) return `failed: ${target.failure}`;
  const { current } = target;
  if (current === null) return 'not created yet';
  const { state } = current.container;
  if (state === 'running') return notReadyText(current);
  const { consecutiveExits } = current.history;
  return state === 'created' || consecutiveExits === 0
    ? 'not started yet'
    : exitsText(consecutiveExits, lastExit(current));
}

/** `not ready yet (connection refused)`. */
function notReadyText(instance: Instance): string {
  if (isReady(instance)) return 'ready, but not found by its name yet';
  const { history } = instance;
  const seen = history.probe?.detail ?? '';
  const words = history.readyInThisRun ? 'no longer ready' : 'not ready yet';
  return seen === '' ? words : `${words} (${seen})`;
}
