import type { Instant } from '../model/instant.js';
import type { ContainerHistory, ObservedContainer } from '../model/observation.js';
import { type Readiness, readinessBudgetMs } from '../model/probe.js';
import { recordStart, steadyAfterMs } from './history.js';

/** One observed container with what the agent remembers of its present run. */
export interface Instance {
  readonly container: ObservedContainer;
  readonly history: ContainerHistory;
  /** The engine is at work on it, and what it will be after that is not known: it may be on its way out. */
  readonly isBusy: boolean;
  /** Ready without a break since then; null when it is not ready now, or cannot be relied on to stay. */
  readonly readySince: Instant | null;
}

/** Exits in a row from which on a container counts as crash-looping: a single crash is an accident. */
const CRASH_LOOP_EXITS = 2;

/** A history that ends before the container's last start is of an earlier run and says nothing of this one. */
export function instanceOf(container: ObservedContainer, remembered: ContainerHistory, isBusy: boolean): Instance {
  const history = container.startedAt === null ? remembered : recordStart(remembered, container.startedAt);
  return { container, history, isBusy, readySince: isReliable(container, isBusy) ? history.readySince : null };
}

/**
 * An instance of a service without a check is ready because it runs, also before the agent has recorded that. What checks
 * saw before the service was rid of them no longer counts.
 */
export function readyBecauseRunning(instance: Instance): Instance {
  const history = { ...instance.history, probe: null };
  const { container, isBusy } = instance;
  const readySince = isReliable(container, isBusy) ? (history.readySince ?? container.startedAt) : null;
  return { ...instance, history, readySince };
}

/** A container that was taken off its network runs, and nobody reaches it. */
function isReliable(container: ObservedContainer, isBusy: boolean): boolean {
  return container.state === 'running' && container.address !== null && !isBusy;
}

export function isRunning(instance: Instance): boolean {
  return instance.container.state === 'running';
}

export function isReady(instance: Instance): boolean {
  return instance.readySince !== null;
}

export function isCrashLooping(instance: Instance): boolean {
  return instance.history.consecutiveExits >= CRASH_LOOP_EXITS;
}

/**
 * When a ready instance counts as stable: ready for `stableForMs`, or for as long as it takes to live down a crash loop.
 * Null while it is not ready.
 */
export function stableAt(instance: Instance, stableForMs: number): Instant | null {
  const { readySince, history } = instance;
  if (readySince === null) return null;
  return readySince + (isCrashLooping(instance) ? Math.max(stableForMs, steadyAfterMs(history)) : stableForMs);
}

/**
 * Whether it counts as stable now. It takes several failed checks in a row to turn unready; a single one is enough to put
 * off what only a stable instance allows, for that cannot be undone.
 */
export function isStable(instance: Instance, stableForMs: number, at: Instant): boolean {
  const since = stableAt(instance, stableForMs);
  return since !== null && since <= at && instance.history.probe?.ok !== false;
}

/** When the time to the first successful check runs out; null without a check, when not running, and after a success. */
export function readinessDeadline(instance: Instance, readiness: Readiness | null): Instant | null {
  const { container, history } = instance;
  if (readiness === null || container.startedAt === null || !isRunning(instance) || history.readyInThisRun) return null;
  return container.startedAt + readinessBudgetMs(readiness);
}

/**
 * Best first: what serves, callers before others and then the longest first; then what may serve soonest and has shown that
 * it can. Last, by id.
 */
export function compareInstances(a: Instance, b: Instance): number {
  return (
    Number(isReady(b)) - Number(isReady(a)) ||
    Number(b.container.isNamed) - Number(a.container.isNamed) ||
    (a.readySince ?? 0) - (b.readySince ?? 0) ||
    Number(isRunning(b)) - Number(isRunning(a)) ||
    Number(isCrashLooping(a)) - Number(isCrashLooping(b)) ||
    Number(b.history.wasReady) - Number(a.history.wasReady) ||
    (b.container.startedAt ?? 0) - (a.container.startedAt ?? 0) ||
    (a.container.id < b.container.id ? -1 : 1)
  );
}
