import type { ContainerDefinition, DesiredService } from '../model/desired-state.js';
import type { ReplacementOrder } from '../model/spec.js';
import { diffDefinitions } from './diff.js';

/** What a node was last told to run of one environment; every DesiredService is one. */
export interface DeployedService {
  readonly name: string;
  readonly hash: string;
  /** Null when it is no longer known: the change then comes without reasons. */
  readonly definition: ContainerDefinition | null;
}

/** What a deployment would do to one service on one node, or, for `run`, which task it would run there. */
export interface Change {
  readonly kind: 'create' | 'replace' | 'remove' | 'unchanged' | 'run';
  /** The service, or the task. */
  readonly service: string;
  /** How it is replaced; null for anything but `replace`. */
  readonly order: ReplacementOrder | null;
  /** Why it is replaced, each as one sentence that shows no value. */
  readonly reasons: readonly string[];
}

/**
 * What would change on one node if it were told to run `desired` of an environment instead of `current`, for a dry run. In
 * the order in which it would happen: dependencies before dependants, then by name, and removals last.
 */
export function planChanges(
  current: readonly DeployedService[],
  desired: readonly DesiredService[],
): readonly Change[] {
  const deployed = new Map(current.map((service) => [service.name, service]));
  const wanted = new Set(desired.map((service) => service.name));
  const removed = current.filter((service) => !wanted.has(service.name)).map((service) => service.name);
  return [
    ...inDependencyOrder(desired).map((service) => changeOf(deployed.get(service.name), service)),
    ...removed.toSorted().map((service): Change => ({ kind: 'remove', service, order: null, reasons: [] })),
  ];
}

function changeOf(before: DeployedService | undefined, after: DesiredService): Change {
  const { name: service, order } = after;
  if (before === undefined) return { kind: 'create', service, order: null, reasons: [] };
  if (before.hash === after.hash) return { kind: 'unchanged', service, order: null, reasons: [] };
  const reasons = before.definition === null ? [] : diffDefinitions(before.definition, after.definition);
  return { kind: 'replace', service, order, reasons };
}

/** Depth first from each service by name; one that is met again on its own path (no config admits that) is passed over. */
function inDependencyOrder(services: readonly DesiredService[]): readonly DesiredService[] {
  const byName = new Map(services.map((service) => [service.name, service]));
  const ordered = new Set<DesiredService>();
  const met = new Set<DesiredService>();
  const visit = (service: DesiredService): void => {
    if (met.has(service)) return;
    met.add(service);
    const names = service.dependsOn.map((dependency) => dependency.service).toSorted();
    for (const name of names) {
      const dependency = byName.get(name);
      if (dependency !== undefined) visit(dependency);
    }
    ordered.add(service);
  };
  for (const service of services.toSorted((a, b) => (a.name < b.name ? -1 : 1))) visit(service);
  return [...ordered];
}
