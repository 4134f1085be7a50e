import { type EnvironmentSpec, type PlacedTaskRun, RELEASE_TASK } from '@devopsellence/core';
import type { Fleet } from '../gateway/fleet.js';
import {
  type Deployment,
  type DeploymentKind,
  hasSettled,
  insertTaskRun,
  type Reader,
  type Writer,
} from '../store/index.js';
import { type EnvironmentWorld, titleOf } from './environment-world.js';
import type { PlacedRelease } from './place-release.js';
import type { PlannedNode } from './plan-deployment.js';

/**
 * Whether the deployment runs the release task of its release, if that has one: every deploy does, once, and a rollback
 * that asks for it. The current release that is published again does so only when it never settled, for its task may have
 * failed then.
 */
export async function runsTask(
  db: Reader,
  { kind, withTask }: { readonly kind: DeploymentKind; readonly withTask: boolean },
  { currentRelease }: EnvironmentWorld,
): Promise<boolean> {
  if (withTask || kind === 'rollback') return withTask;
  return currentRelease !== null && !(await hasSettled(db, currentRelease.id));
}

/**
 * The run of the release task, on the first of its nodes that is heard of; null when the release has no such task. Where the
 * task of a deployment that is superseded has not ended, it comes first: an agent lets one end before the next begins.
 */
export function releaseRun(
  { tasks }: PlacedRelease,
  { superseded, deploymentId }: Pick<EnvironmentWorld, 'superseded'> & { readonly deploymentId: string },
  { fleet }: { readonly fleet: Fleet },
): PlacedTaskRun | null {
  const nodeIds = tasks.find(({ task }) => task === RELEASE_TASK)?.nodeIds ?? [];
  const online = nodeIds.filter((id) => fleet.connection(id) === 'online');
  const nodeId = online.find((id) => superseded?.taskNodeIds.has(id)) ?? online[0] ?? nodeIds[0];
  return nodeId === undefined ? null : { nodeId, id: deploymentId, task: RELEASE_TASK };
}

/** How long the release task may take: so much longer may a deployment that runs it. */
export function releaseTaskMs({ tasks }: EnvironmentSpec): number {
  return tasks.find(({ name }) => name === RELEASE_TASK)?.timeoutMs ?? 0;
}

export async function recordRun(
  trx: Writer,
  { id, task, nodeId }: PlacedTaskRun,
  {
    deployment,
    nodes,
    spec,
  }: { readonly deployment: Deployment; readonly nodes: readonly PlannedNode[]; readonly spec: EnvironmentSpec },
): Promise<void> {
  const planned = nodes.find(({ node }) => node.id === nodeId);
  const { id: deploymentId, environmentId, releaseId, startedBy: requestedBy, startedAt: createdAt } = deployment;
  const node = planned === undefined ? nodeId : titleOf(planned.node);
  const of = { environmentId, deploymentId, releaseId, requestedBy, requestToken: null, scheduledFor: null };
  const times = { createdAt, timeoutMs: releaseTaskMs(spec), deadlineAt: null };
  await insertTaskRun(trx, { id, task, nodeId, node, trigger: 'deployment', ...of, ...times });
}
