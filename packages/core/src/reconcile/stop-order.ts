import { reach } from './reach.js';

/** A container that is to stop, with what its labels say of it. */
export interface StoppingContainer {
  readonly environmentId: string;
  /** The service, or the task of a task's run. */
  readonly service: string;
  /** Id of the run of a task that it is: nothing depends on one. */
  readonly taskRun: string | null;
  /** Services of its environment that it was made to run with. */
  readonly dependsOn: readonly string[];
}

/**
 * For each container that is to stop, those that have to stop before it: the ones that depend on it, directly or through
 * others.
 *
 * Labels are written when a container is made, so those of several releases may contradict each other. Containers that depend on
 * each other in a circle do not wait for each other: they stop together, after what depends on any of them.
 */
export function stopOrder<T extends StoppingContainer>(containers: readonly T[]): ReadonlyMap<T, readonly T[]> {
  const edges = dependenciesByName(containers);
  const needs = new Map([...edges].map(([name, own]) => [name, reach(own, (next) => edges.get(next) ?? [])]));
  const isNeededBy = (a: StoppingContainer, b: StoppingContainer) => needs.get(nameOf(b))?.has(nameOf(a)) === true;
  const before = (seen: T): readonly T[] =>
    containers.filter((other) => isNeededBy(seen, other) && !isNeededBy(other, seen));
  return new Map(containers.map((seen) => [seen, before(seen)]));
}

/** The containers in the groups in which they are to stop, one group after the other. */
export function stopGroups<T extends StoppingContainer>(containers: readonly T[]): readonly (readonly T[])[] {
  const order = stopOrder(containers);
  const groups: (readonly T[])[] = [];
  const stopped = new Set<T>();
  while (stopped.size < containers.length) {
    const group = containers.filter((seen) => {
      return !stopped.has(seen) && order.get(seen)?.every((dependant) => stopped.has(dependant)) === true;
    });
    for (const seen of group) stopped.add(seen);
    groups.push(group);
  }
  return groups;
}

function dependenciesByName(containers: readonly StoppingContainer[]): ReadonlyMap<string, ReadonlySet<string>> {
  const edges = new Map<string, Set<string>>();
  for (const seen of containers) {
    const known = edges.get(nameOf(seen)) ?? new Set();
    for (const service of seen.dependsOn) known.add(nameIn(seen)(service));
    edges.set(nameOf(seen), known);
  }
  return edges;
}

function nameIn({ environmentId }: StoppingContainer): (service: string) => string {
  return (service) => `${environmentId}/${service}`;
}

function nameOf(seen: StoppingContainer): string {
  return nameIn(seen)(seen.taskRun === null ? seen.service : `run ${seen.taskRun}`);
}
