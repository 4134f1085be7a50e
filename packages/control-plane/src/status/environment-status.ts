import { CONNECTION, encodeServiceStatus, type wire } from '@devopsellence/protocol';
import { titleOf } from '../deploy/environment-world.js';
import type { Fleet } from '../gateway/fleet.js';
import { reportedRun } from '../gateway/reported-run.js';
import {
  attachedNodes,
  type Deployment,
  desiredServicesByNode,
  type Environment,
  type EnvironmentNames,
  findCurrentRelease,
  findRelease,
  findTaskRun,
  hasTraefik,
  lastTaskRuns,
  latestDeployment,
  listStandaloneServices,
  type Node,
  type Reader,
  type Release,
} from '../store/index.js';
import { encodeDeployment } from './encode-deployment.js';
import { encodeTaskRun } from './encode-task-run.js';
import { type NodePart, servicesOf } from './node-services.js';

export interface StatusDeps {
  readonly fleet: Fleet;
  /** What a running deployment waits for now, one sentence each. */
  readonly waitingOf: (deploymentId: string) => readonly string[];
  readonly pendingChanges: (environmentId: string) => Promise<readonly string[]>;
}

/** How an environment is: its newest deployment, what is pending, and every service on every node. */
export async function environmentStatus(
  db: Reader,
  environment: Environment,
  deps: StatusDeps,
): Promise<wire.EnvironmentStatus> {
  const { id } = environment;
  const release = await findCurrentRelease(db, environment);
  const deployment = await latestDeployment(db, id);
  return {
    environment: encodeNames(environment),
    releaseId: release?.id ?? '',
    revision: release?.revision ?? '',
    deployment: deployment === null ? null : await describeDeployment(db, { deployment, names: environment }, deps),
    pendingChanges: [...(await deps.pendingChanges(id))],
    nodes: [...(await nodeStatuses(db, id, deps.fleet))],
    hostnames: await hostnames(db, id),
    taskRuns: release === null ? [] : await unsuccessfulRuns(db, { environment, release }, deps),
  };
}

async function hostnames(db: Reader, environmentId: string): Promise<wire.HostnameStatus[]> {
  const nodes = new Map((await attachedNodes(db, environmentId)).map((node) => [node.id, node]));
  return (await listStandaloneServices(db, environmentId)).flatMap(({ name, nodeId, settings: { hostname } }) => {
    const node = nodes.get(nodeId);
    if (hostname === null || node === undefined) return [];
    return [{ service: name, node: titleOf(node), hostname, isPending: !hasTraefik(node) }];
  });
}

/** The newest runs of tasks, where they are of no deployment and have not succeeded. */
async function unsuccessfulRuns(
  db: Reader,
  { environment, release }: { readonly environment: Environment; readonly release: Release },
  { fleet }: Pick<StatusDeps, 'fleet'>,
): Promise<wire.RecordedTaskRun[]> {
  const tasks = new Set(release.spec.tasks.map(({ name }) => name));
  const newest = await lastTaskRuns(db, environment.id);
  const notable = newest.filter(({ task, deploymentId, outcome }) => {
    return tasks.has(task) && deploymentId === null && outcome?.isSuccess !== true;
  });
  return notable.map((run) => encodeTaskRun(run, environment, fleet));
}

/** A deployment with the names of its environment and the revision of its release. */
export async function describeDeployment(
  db: Reader,
  { deployment, names }: { readonly deployment: Deployment; readonly names: EnvironmentNames },
  { waitingOf, fleet }: Pick<StatusDeps, 'waitingOf' | 'fleet'>,
): Promise<wire.Deployment> {
  const release = await findRelease(db, deployment.releaseId);
  const run = await findTaskRun(db, deployment.id);
  const isRunning = deployment.state === 'running';
  return encodeDeployment(deployment, {
    names,
    revision: release?.revision ?? '',
    waiting: isRunning ? waitingOf(deployment.id) : [],
    run,
    runStatus: run === null ? null : reportedRun(fleet, run.nodeId, run.id),
  });
}

/** Every node attached to the environment, sorted by name. */
export async function nodeStatuses(
  db: Reader,
  environmentId: string,
  fleet: Fleet,
): Promise<readonly wire.NodeStatus[]> {
  const nodes = await attachedNodes(db, environmentId);
  const desired = await desiredServicesByNode(db, environmentId);
  return nodes.map((node) => nodeStatus({ node, environmentId, desired: desired.get(node.id) ?? [] }, fleet));
}

function nodeStatus(part: NodePart & { readonly node: Node }, fleet: Fleet): wire.NodeStatus {
  const { node } = part;
  const report = fleet.report(node.id);
  return {
    nodeId: node.id,
    name: titleOf(node),
    connection: CONNECTION.toWire(fleet.connection(node.id)),
    labels: [...node.labels],
    revision: node.revision,
    observedRevision: report?.observedRevision ?? 0,
    services: servicesOf(part, fleet).map(encodeServiceStatus),
    engineError: report?.engineError ?? '',
  };
}

export function encodeNames({ organization, project, environment }: EnvironmentNames): wire.EnvironmentName {
  return { organization, project, environment };
}
