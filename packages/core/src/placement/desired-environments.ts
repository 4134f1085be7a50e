import { canonicalJson } from '../config/canonical-json.js';
import { AppError } from '../failure.js';
import type { ContainerDefinition, DesiredEnvironment, DesiredService, SecretBinding } from '../model/desired-state.js';
import type { PinnedImage } from '../model/image.js';
import { type EnvironmentSpec, RELEASE_TASK, type ServiceSpec } from '../model/spec.js';
import type { TaskRun } from '../model/task-run.js';
import { canonicalDefinition } from '../reconcile/canonical.js';
import { environmentSlug, volumeName } from '../reconcile/naming.js';
import type { Placement } from './placement.js';
import { compareText } from './text-order.js';

export interface DesiredEnvironmentsInput {
  readonly environmentId: string;
  readonly releaseId: string;
  readonly deploymentId: string;
  readonly spec: EnvironmentSpec;
  /** By service. */
  readonly images: Readonly<Record<string, PinnedImage>>;
  /** By service. */
  readonly secrets: ReadonlyMap<string, readonly SecretBinding[]>;
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
    const taskRuns = input.taskRun?.nodeId === nodeId ? [desiredTaskRun(input.taskRun, slug, input)] : [];
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

/** A task runs with all that its service has but its ports, and with a command and variables of its own. */
function desiredTaskRun({ id, task: name }: PlacedTaskRun, slug: string, input: DesiredEnvironmentsInput): TaskRun {
  const task = input.spec.tasks.find((candidate) => candidate.name === name);
  const service = input.spec.services.find((candidate) => candidate.name === task?.service);
  if (task === undefined || service === undefined) {
    throw new AppError('internal', { message: `release ${input.releaseId} has no task ${name}, or not its service` });
  }
  const { command, args, env } = task;
  const own = containerDefinition({ ...service, env: { ...service.env, ...env } }, slug, input);
  return {
    id,
    task: name,
    definition: { ...own, entrypoint: command, command: args, ports: [] },
    dependsOn: task.dependsOn,
    timeoutMs: task.timeoutMs,
    stopGraceMs: service.stopGraceMs,
    isGate: name === RELEASE_TASK,
    outcome: null,
  };
}

function containerDefinition(spec: ServiceSpec, slug: string, input: DesiredEnvironmentsInput): ContainerDefinition {
  const image = input.images[spec.name];
  if (image === undefined) {
    throw new AppError('internal', { message: `release ${input.releaseId} has no image for service ${spec.name}` });
  }
  const secrets = input.secrets.get(spec.name) ?? [];
  const secret = new Set(secrets.map((binding) => binding.env));
  return {
    image,
    entrypoint: spec.command,
    command: spec.args,
    // A variable that is both given and bound to a secret gets the secret.
    env: Object.fromEntries(Object.entries(spec.env).filter(([name]) => !secret.has(name))),
    secrets,
    volumes: spec.volumes.map(({ source, target }) => ({ name: volumeName(slug, source), target })),
    ports: spec.ports,
    resources: spec.resources,
  };
}
