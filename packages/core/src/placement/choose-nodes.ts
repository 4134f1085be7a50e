import type { EnvironmentSpec, ServiceSpec } from '../model/spec.js';
import { type PlacementInput, type PlacementNode, requiredLabels } from './placement.js';
import { compareText } from './text-order.js';

/** By service: the nodes chosen for it, sorted by name. */
export type Chosen = ReadonlyMap<string, readonly PlacementNode[]>;

/**
 * Every matching node, or `placement.count` of them. A choice keeps a service on nodes that have its dependencies, then
 * where it was before (its volume is there), then goes where most of its dependants can follow, then where fewest other
 * choices fell, then by name. Dependencies are placed before their dependants.
 */
export function chooseNodes({ spec, nodes, previous }: PlacementInput): Chosen {
  const byName = nodes.toSorted((a, b) => compareText(a.name, b.name) || compareText(a.id, b.id));
  const matching = new Map(spec.services.map((service) => [service.name, matchingNodes(service, byName)]));
  const chosen = new Map<string, readonly PlacementNode[]>();
  const load = new Map<string, number>();
  for (const service of dependenciesFirst(spec)) {
    const candidates = matching.get(service.name) ?? [];
    const { count } = service.placement;
    if (count === null || candidates.length <= count) {
      chosen.set(service.name, candidates);
      continue;
    }
    const rank = ranking({ service, spec, matching, chosen, load, before: previous.get(service.name) ?? new Set() });
    const best = new Set(candidates.toSorted(rank).slice(0, count));
    for (const node of best) load.set(node.id, (load.get(node.id) ?? 0) + 1);
    chosen.set(
      service.name,
      candidates.filter((node) => best.has(node)),
    );
  }
  return chosen;
}

function matchingNodes(service: ServiceSpec, nodes: readonly PlacementNode[]): readonly PlacementNode[] {
  const required = requiredLabels(service);
  return nodes.filter((node) => required.every((label) => node.labels.includes(label)));
}

interface Preferences {
  readonly service: ServiceSpec;
  readonly spec: EnvironmentSpec;
  readonly matching: Chosen;
  readonly chosen: Chosen;
  readonly load: ReadonlyMap<string, number>;
  readonly before: ReadonlySet<string>;
}

/** Candidates come sorted by name and the sort is stable: equal ranks stay in that order. */
function ranking(preferences: Preferences): (a: PlacementNode, b: PlacementNode) => number {
  const { service, chosen, load, before } = preferences;
  const dependencies = service.dependsOn.map((dependency) => idsOf(chosen.get(dependency.service)));
  const dependants = dependantsOf(preferences).map((name) => idsOf(preferences.matching.get(name)));
  const scores = [
    (node: PlacementNode) => -countHaving(dependencies, node),
    (node: PlacementNode) => (before.has(node.id) ? 0 : 1),
    (node: PlacementNode) => -countHaving(dependants, node),
    (node: PlacementNode) => load.get(node.id) ?? 0,
  ];
  return (a, b) => scores.reduce((decided, score) => decided || score(a) - score(b), 0);
}

function dependantsOf({ service, spec }: Preferences): readonly string[] {
  return spec.services
    .filter((other) => other.dependsOn.some((dependency) => dependency.service === service.name))
    .map((other) => other.name);
}

function countHaving(sets: readonly ReadonlySet<string>[], node: PlacementNode): number {
  return sets.filter((ids) => ids.has(node.id)).length;
}

function idsOf(nodes: readonly PlacementNode[] | undefined): ReadonlySet<string> {
  return new Set((nodes ?? []).map((node) => node.id));
}

/** Services after everything they depend on, else by name. The config admits no cycles; one would only lose the order. */
function dependenciesFirst(spec: EnvironmentSpec): readonly ServiceSpec[] {
  const byName = new Map(spec.services.map((service) => [service.name, service]));
  const ordered = new Set<ServiceSpec>();
  const entered = new Set<ServiceSpec>();
  const visit = (service: ServiceSpec) => {
    if (entered.has(service)) return;
    entered.add(service);
    for (const { service: name } of service.dependsOn.toSorted((a, b) => compareText(a.service, b.service))) {
      const dependency = byName.get(name);
      if (dependency !== undefined) visit(dependency);
    }
    ordered.add(service);
  };
  for (const service of spec.services.toSorted((a, b) => compareText(a.name, b.name))) visit(service);
  return [...ordered];
}
