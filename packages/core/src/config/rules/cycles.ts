import { type EnvironmentSpec, RELEASE_TASK } from '../../model/spec.js';
import { type Problem, problem } from '../problem.js';

type Graph = ReadonlyMap<string, readonly string[]>;

/** No service waits for itself through others. Each cycle is shown once, from its first web service if it has one. */
export function noCycles(spec: EnvironmentSpec): Problem[] {
  const graph = graphOf(spec);
  const known = new Set<string>();
  const webFirst = spec.services.toSorted((left, right) => Number(right.role === 'web') - Number(left.role === 'web'));
  return webFirst.flatMap(({ name }) => {
    const cycle = known.has(name) ? null : pathBetween(graph, name, name);
    if (cycle === null || cycle.length <= 2) return [];
    for (const member of cycle) known.add(member);
    const next = cycle[1] ?? name;
    const message = `must not wait for itself: ${cycle.join(' → ')}`;
    return [problem(['services', name, 'depends_on', next], message, 'remove one of these dependencies')];
  });
}

/** The release task runs before its service starts, so it cannot wait for what waits for that service. */
export function releaseCanStart(spec: EnvironmentSpec): Problem[] {
  const release = spec.tasks.find((task) => task.name === RELEASE_TASK);
  if (release === undefined) return [];
  const graph = graphOf(spec);
  return release.dependsOn.flatMap(({ service }) => {
    const path = service === release.service ? [service] : pathBetween(graph, service, release.service);
    if (path === null) return [];
    const message = `must not wait for its own service, which starts after it: release → ${path.join(' → ')}`;
    return [problem(['tasks', RELEASE_TASK, 'depends_on', service], message)];
  });
}

function graphOf(spec: EnvironmentSpec): Graph {
  return new Map(spec.services.map(({ name, dependsOn }) => [name, dependsOn.map((dependency) => dependency.service)]));
}

/** A shortest way along the dependencies, both ends included; null when there is none. */
function pathBetween(graph: Graph, from: string, to: string): readonly string[] | null {
  const cameFrom = new Map<string, string>();
  const queue = [from];
  for (const current of queue) {
    for (const next of graph.get(current) ?? []) {
      if (next === to) return [...traceBack(cameFrom, from, current), to];
      if (next === from || cameFrom.has(next)) continue;
      cameFrom.set(next, current);
      queue.push(next);
    }
  }
  return null;
}

function traceBack(cameFrom: ReadonlyMap<string, string>, from: string, last: string): readonly string[] {
  const path = [last];
  let current = last;
  while (current !== from) {
    current = cameFrom.get(current) ?? from;
    path.unshift(current);
  }
  return path;
}
