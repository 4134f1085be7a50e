import type { DesiredEnvironment, DesiredService } from '../model/desired-state.js';
import type { Instant } from '../model/instant.js';
import { compareInstances, type Instance, isRunning, isStable, readyBecauseRunning } from './instance.js';

/** The containers of a service, paired against its definition. */
export interface Pairing {
  /** The desired container; null when there is none. */
  readonly current: Instance | null;
  /** Containers of another definition that can serve until `current` does; best first. */
  readonly old: readonly Instance[];
  /** Containers that can go at once: nothing is served by them, or nothing that another one does not serve. */
  readonly useless: readonly Instance[];
}

interface Measure {
  readonly service: DesiredService;
  readonly environment: DesiredEnvironment;
  readonly at: Instant;
}

export function pairInstances(instances: readonly Instance[], measure: Measure): Pairing {
  const { hash, readiness } = measure.service;
  const same = instances.filter(({ container }) => container.hash === hash);
  const others = instances.filter(({ container }) => container.hash !== hash).toSorted(compareInstances);
  // How a container of another definition is to be checked is not known here: what the agent recorded has to do.
  const desired = readiness === null ? same.map(readyBecauseRunning) : same;
  const [current = null, ...duplicates] = desired.toSorted(compareInstances);
  const isServed = current !== null && isStable(current, measure.environment.stableForMs, measure.at);
  const old = usefulOf(others, measure);
  const surplus = duplicates.filter((instance) => isServed || !isRunning(instance));
  return { current, old, useless: [...surplus, ...others.filter((instance) => !old.includes(instance))] };
}

/**
 * Of the old containers (best first) the useful ones can serve: one that ran and was not given up. As soon as the best of
 * them is stable the others are of no use. That it is ready is not enough: it may be of a release that was superseded
 * while it came up, and crash in a moment.
 */
function usefulOf(old: readonly Instance[], measure: Measure): readonly Instance[] {
  const able = old.filter(({ container, history }) => container.state !== 'created' && history.rejected === null);
  const [best] = able;
  return best !== undefined && isStable(best, measure.environment.stableForMs, measure.at) ? [best] : able;
}
