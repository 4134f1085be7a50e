import type { FailureCode } from '../failure.js';
import type { EnvironmentSpec, ServiceSpec } from '../model/spec.js';

/** What placement knows of a node that is attached to the environment. */
export interface PlacementNode {
  readonly id: string;
  readonly name: string;
  readonly labels: readonly string[];
}

export interface PlacementInput {
  readonly spec: EnvironmentSpec;
  /** The attached nodes, in any order. */
  readonly nodes: readonly PlacementNode[];
  /** By service: ids of the nodes that were last told to run it. Their volumes are there. */
  readonly previous: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Where one service runs. */
export interface Placement {
  readonly service: string;
  /** Sorted by the name of the node. */
  readonly nodeIds: readonly string[];
}

/** Why the services cannot be placed as the spec asks. Any problem refuses the deployment as a whole. */
export interface PlacementProblem {
  readonly code: FailureCode;
  /** What is wrong, in one sentence that names service and node. */
  readonly message: string;
  readonly nextActions: readonly string[];
}

/** Where one task may run: where its service does, with all that it depends on. */
export interface TaskPlacement {
  readonly task: string;
  /** Sorted by the name of the node. */
  readonly nodeIds: readonly string[];
}

export interface PlacementResult {
  /** Sorted by service. Complete only when there is no problem. */
  readonly placements: readonly Placement[];
  /** In the order of the spec. */
  readonly tasks: readonly TaskPlacement[];
  readonly problems: readonly PlacementProblem[];
}

/** Labels that a node needs to run the service: the role first. */
export function requiredLabels(service: ServiceSpec): readonly string[] {
  return [...new Set([service.role, ...service.placement.labels])];
}
