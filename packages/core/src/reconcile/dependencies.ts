import type { Instant } from '../model/instant.js';
import type { Dependency } from '../model/spec.js';
import { type Facts, findService, type ServiceFacts } from './facts.js';
import { type Instance, isReady, isRunning } from './instance.js';
import { exitsText, lastExit } from './verdict.js';
import type { Waiting } from './waiting.js';

/** A dependency that keeps a service from starting. */
export interface UnmetDependency {
  readonly dependency: Dependency;
  /** What is the matter with it, in a few words. */
  readonly detail: string;
  /** Start of its container; null when it does not run. */
  readonly since: Instant | null;
  /** When the service has waited for as long as it wants to; null when it waits on. */
  readonly deadline: Instant | null;
}

/**
 * The dependencies that keep a service from starting now.
 *
 * A new container waits for the desired containers of its dependencies: what it was built to run with. One that is only
 * started again also makes do with the old container of a dependency, for that is what served it before. Services that run
 * are not asked: a dependency that turns unready later stops nobody.
 */
export function unmetDependencies(facts: Facts, own: ServiceFacts): readonly UnmetDependency[] {
  const unmet: UnmetDependency[] = [];
  for (const dependency of own.service.dependsOn) {
    const target = findService(facts, own.environment.id, dependency.service) ?? null;
    const candidates = target === null ? [] : candidatesOf(target, own.current !== null);
    if (candidates.some((candidate) => meets(candidate, dependency))) continue;
    unmet.push(describeUnmet(dependency, target));
  }
  return unmet;
}

export function dependencyWaiting(own: ServiceFacts, unmet: UnmetDependency): Waiting {
  return {
    environmentId: own.environment.id,
    service: own.service.name,
    reason: 'dependency',
    dependency: unmet.dependency.service,
    condition: unmet.dependency.condition,
    detail: unmet.detail,
    since: unmet.since,
  };
}

function candidatesOf(target: ServiceFacts, isRestart: boolean): readonly Instance[] {
  const current = target.current === null ? [] : [target.current];
  return isRestart ? [...current, ...target.old] : current;
}

function meets(instance: Instance, dependency: Dependency): boolean {
  return dependency.condition === 'ready' ? isReady(instance) : isRunning(instance);
}

function describeUnmet(dependency: Dependency, target: ServiceFacts | null): UnmetDependency {
  const current = target?.current ?? null;
  const since = current !== null && isRunning(current) ? current.container.startedAt : null;
  const deadline = since === null || dependency.timeoutMs === null ? null : since + dependency.timeoutMs;
  return { dependency, detail: detailOf(target), since, deadline };
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
  const seen = instance.history.probe?.detail ?? '';
  return seen === '' ? 'not ready yet' : `not ready yet (${seen})`;
}
