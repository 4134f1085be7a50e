import type { ServiceSpec } from '../model/spec.js';
import { type Chosen, chooseNodes } from './choose-nodes.js';
import type { Placement, PlacementInput, PlacementProblem, PlacementResult } from './placement.js';
import { dependencyElsewhere, noMatchingNode, noNodesAttached, tooFewNodes } from './problems.js';
import { compareText } from './text-order.js';

/**
 * Decides which attached node runs which service: every node that has the label of the service's role and all of
 * `placement.labels`, or `placement.count` of them. Deterministic; the order of nodes and services does not matter.
 */
export function placeServices(input: PlacementInput): PlacementResult {
  if (input.nodes.length === 0) return { placements: [], problems: [noNodesAttached(input.spec)] };
  const chosen = chooseNodes(input);
  const services = input.spec.services.toSorted((a, b) => compareText(a.name, b.name));
  return {
    placements: services.map((service) => placementOf(service, chosen)),
    problems: [
      ...services.flatMap((service) => shortages(service, chosen, input)),
      ...services.flatMap((service) => missingDependencies(service, chosen, input)),
    ],
  };
}

function placementOf(service: ServiceSpec, chosen: Chosen): Placement {
  return { service: service.name, nodeIds: (chosen.get(service.name) ?? []).map((node) => node.id) };
}

function shortages(service: ServiceSpec, chosen: Chosen, { nodes }: PlacementInput): readonly PlacementProblem[] {
  const found = chosen.get(service.name) ?? [];
  if (found.length === 0) return [noMatchingNode(service, nodes)];
  const { count } = service.placement;
  return count !== null && found.length < count ? [tooFewNodes(service, found, nodes)] : [];
}

function missingDependencies(service: ServiceSpec, chosen: Chosen, input: PlacementInput): readonly PlacementProblem[] {
  return service.dependsOn.flatMap((dependency) => {
    const target = input.spec.services.find((other) => other.name === dependency.service);
    const there = chosen.get(dependency.service) ?? [];
    // A dependency that runs nowhere is a shortage of its own; saying it twice helps nobody.
    if (target === undefined || there.length === 0) return [];
    const lacking = (chosen.get(service.name) ?? []).filter((node) => !there.includes(node));
    return lacking.length === 0 ? [] : [dependencyElsewhere({ service, dependency: target, lacking, there })];
  });
}
