import { canonicalJson } from '../config/canonical-json.js';
import type { DesiredEnvironment, DesiredService } from '../model/desired-state.js';
import type { ServiceSpec } from '../model/spec.js';
import { canonicalDefinition } from '../reconcile/canonical.js';
import { environmentSlug } from '../reconcile/naming.js';
import { containerDefinition, type ReleaseParts } from './container-definition.js';
import { desiredTaskRun } from './desired-task-run.js';
import type { Placement } from './placement.js';
import { compareText } from './text-order.js';

export interface DesiredEnvironmentsInput extends ReleaseParts {
  readonly deploymentId: string;
  readonly placements: readonly Placement[];
  /** The run of a task that one of the nodes is to make first; null: none. */
  readonly taskRun: PlacedTaskRun | null;
  /** SHA-256 in hexadecimal. */
  readonly hash: (text: string) => string;
}

export interface PlacedTaskRun {
  readonly nodeId: string;
  readonly id: string;
  /** Name of a task of the spec. */
  readonly task: string;
}

/**
 * What each node must run of a release, by node id. Nodes on which no service is placed are absent. Nodes that run the
 * same services share one document: it says nothing of the node.
 */
export function desiredEnvironments(input: DesiredEnvironmentsInput): ReadonlyMap<string, DesiredEnvironment> {
  const { spec } = input;
  const slug = environmentSlug({ project: spec.project, environment: spec.environment, id: input.environmentId });
  const services = new Map(spec.services.map((service) => [service.name, desiredService(service, slug, input)]));
  const documents = new Map<string, DesiredEnvironment>();
  const byNode = new Map<string, DesiredEnvironment>();
  for (const [nodeId, names] of servicesByNode(input.placements)) {
    const taskRuns =
      input.taskRun?.nodeId === nodeId ? [desiredTaskRun({ ...input.taskRun, isGate: true }, input)] : [];
    const key = [...names, ...taskRuns.map(({ id }) => `run ${id}`)].join(' ');
    const chosen = names.flatMap((name) => services.get(name) ?? []);
    const document = documents.get(key) ?? { ...desiredEnvironment(chosen, slug, input), taskRuns };
    documents.set(key, document);
    byNode.set(nodeId, document);
  }
  return byNode;
}

/**
 * What a document asks for, as text: release and deployment aside, which change nothing that runs, and runs of tasks, each
 * of which is asked for once. A node that has one document need not be sent another one of the same text without a run.
 */
export function askedFor(document: DesiredEnvironment): string {
  return canonicalJson({ ...document, releaseId: '', deploymentId: '', taskRuns: [] });
}

/** Names of the services by node id, sorted. */
function servicesByNode(placements: readonly Placement[]): ReadonlyMap<string, readonly string[]> {
  const byNode = new Map<string, string[]>();
  for (const { service, nodeIds } of placements.toSorted((a, b) => compareText(a.service, b.service))) {
    for (const nodeId of nodeIds) byNode.set(nodeId, [...(byNode.get(nodeId) ?? []), service]);
  }
  return byNode;
}

function desiredEnvironment(
  services: readonly DesiredService[],
  slug: string,
  { environmentId, releaseId, deploymentId, spec }: DesiredEnvironmentsInput,
): Omit<DesiredEnvironment, 'taskRuns'> {
  return {
    id: environmentId,
    organization: spec.organization,
    project: spec.project,
    name: spec.environment,
    slug,
    releaseId,
    deploymentId,
    stableForMs: spec.rollout.stableForMs,
    services,
  };
}

function desiredService(spec: ServiceSpec, slug: string, input: DesiredEnvironmentsInput): DesiredService {
  const definition = containerDefinition(spec, slug, input);
  return {
    name: spec.name,
    role: spec.role,
    hash: input.hash(canonicalDefinition({ slug, service: spec.name, definition })),
    definition,
    readiness: spec.readiness,
    dependsOn: spec.dependsOn,
    order: spec.order,
    stopGraceMs: spec.stopGraceMs,
  };
}
