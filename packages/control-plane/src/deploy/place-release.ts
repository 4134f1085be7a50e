import {
  bindSecrets,
  type EnvironmentSpec,
  type Placement,
  type PlacementResult,
  placeServices,
  type SecretBinding,
  type TaskPlacement,
} from '@devopsellence/core';
import { type EnvironmentWorld, titleOf } from './environment-world.js';
import { missingSecret, nameOfStandalone, type Refusal, refuseAny } from './refusals.js';

/** Where the services of a release run, and with which secrets. */
export interface PlacedRelease {
  readonly placements: readonly Placement[];
  readonly tasks: readonly TaskPlacement[];
  /** By service. */
  readonly secrets: ReadonlyMap<string, readonly SecretBinding[]>;
}

/** Places the release in today's world. Throws what a user must put right first: names, nodes, labels, secrets. */
export function placeRelease(world: EnvironmentWorld, spec: EnvironmentSpec): PlacedRelease {
  const { placements, tasks, problems } = place(world, spec);
  const { bindings, missing } = bindSecrets(spec, world.secrets);
  refuseAny([...takenNames(world, spec), ...problems, ...missing.map(missingSecret)]);
  return { placements, tasks, secrets: bindings };
}

/** Who looks names up does not tell small letters from capital ones. */
function takenNames({ standalone }: EnvironmentWorld, { services }: EnvironmentSpec): readonly Refusal[] {
  const known = new Map(standalone.map((name) => [name.toLowerCase(), name]));
  return services.flatMap(({ name }) => {
    const other = known.get(name.toLowerCase());
    return other === undefined ? [] : [nameOfStandalone(name, other)];
  });
}

/** Where its services would run, as far as that is known: whatever stands against it is left out. */
export function placementsOf(world: EnvironmentWorld, spec: EnvironmentSpec): readonly Placement[] {
  return place(world, spec).placements;
}

function place({ nodes, published }: EnvironmentWorld, spec: EnvironmentSpec): PlacementResult {
  const previous = new Map<string, Set<string>>();
  for (const { nodeId, document } of published.values()) {
    for (const { name } of document.services) {
      const nodeIds = previous.get(name) ?? new Set();
      previous.set(name, nodeIds.add(nodeId));
    }
  }
  return placeServices({
    spec,
    nodes: nodes.map((node) => ({ id: node.id, name: titleOf(node), labels: node.labels })),
    previous,
  });
}
