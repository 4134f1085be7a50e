import type { ServiceSpec, TaskSpec } from '../model/spec.js';
import { type Chosen, chooseNodes } from './choose-nodes.js';
import type { Placement, PlacementInput, PlacementNode, PlacementProblem, PlacementResult } from './placement.js';
import { dependencyElsewhere, noMatchingNode, noNodesAttached, taskNowhere, tooFewNodes } from './problems.js';
import { compareText } from './text-order.js';

/**
 * Decides which attached node runs which service: every node that has the label of the service's role and all of
 * `placement.labels`, or `placement.count` of them. Deterministic; the order of nodes and services does not matter.
 */
export function placeServices(input: PlacementInput): PlacementResult {
  if (input.nodes.length === 0) return { placements: [], tasks: [], problems: [noNodesAttached(input.spec)] };
  const chosen = chooseNodes(input);
  const services = input.spec.services.toSorted((a, b) => compareText(a.name, b.name));
  return {
    placements: services.map((service) => placementOf(service, chosen)),
    tasks: input.spec.tasks.map((task) => ({ task: task.name, nodeIds: nodesOf(task, chosen).map((node) => node.id) })),
    problems: [
      ...services.flatMap((service) => shortages(service, chosen, input)),
      ...services.flatMap((service) => missingDependencies(service, chosen, input)),
      ...input.spec.tasks.flatMap((task) => taskProblems(task, chosen, input.spec.services)),
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

function nodesOf(task: TaskSpec, chosen: Chosen): readonly PlacementNode[] {
  const needed = task.dependsOn.map(({ service }) => chosen.get(service) ?? []);
  return (chosen.get(task.service) ?? []).filter((node) => needed.every((nodes) => nodes.includes(node)));
}

/** A service that runs nowhere is a shortage of its own; saying it twice helps nobody. */
function taskProblems(task: TaskSpec, chosen: Chosen, all: readonly ServiceSpec[]): readonly PlacementProblem[] {
  const needed = task.dependsOn.map(({ service }) => service);
  const isShort = [task.service, ...needed].some((service) => (chosen.get(service) ?? []).length === 0);
  if (isShort || nodesOf(task, chosen).length > 0) return [];
  const dependencies = all.filter(({ name }) => needed.includes(name));
  return [taskNowhere({ task, dependencies, there: chosen.get(task.service) ?? [] })];
}
