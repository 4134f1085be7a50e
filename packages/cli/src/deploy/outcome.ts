import { AppError } from '@devopsellence/core';
import type { Deployment, DeploymentProgress, DeploymentTask, NodeStatus } from '../client/status.js';
import { elapsedText } from '../render/time.js';

/**
 * The failure of a deployment that ended otherwise than settled; null for one that settled. What its task wrote last is in it
 * unless that was shown before.
 */
export function failureOfDeployment(
  { deployment, nodes }: DeploymentProgress,
  { hasShownTask }: { readonly hasShownTask: boolean },
): AppError | null {
  if (deployment.state === 'settled') return null;
  if (deployment.state === 'superseded') return superseded(deployment);
  const wasLate =
    deployment.endedAt !== null && deployment.deadlineAt > 0 && deployment.endedAt >= deployment.deadlineAt;
  return new AppError(wasLate ? 'not_settled' : 'deployment_failed', {
    message: `deployment ${deployment.id} ${endText(deployment, wasLate)}`,
    ...(deployment.reason === '' ? {} : { reason: deployment.reason }),
    evidence: [...(hasShownTask ? [] : taskEvidence(deployment.task)), ...nodes.flatMap(evidenceOf)],
    nextActions: [...taskActions(deployment), ...nextActions(nodes)],
  });
}

/** It did not fail: what its services and its task were at says nothing. */
function superseded({ id, reason }: Deployment): AppError {
  return new AppError('deployment_superseded', {
    message: `deployment ${id} was superseded by a newer one`,
    ...(reason === '' ? {} : { reason }),
    nextActions: ['devopsellence deployment list', 'devopsellence status --watch'],
  });
}

function endText({ state, startedAt, endedAt }: Deployment, wasLate: boolean): string {
  const after = elapsedText((endedAt ?? startedAt) - startedAt);
  const late = wasLate ? `did not settle in time (${after})` : null;
  switch (state) {
    case 'rolled_back':
      return `${late ?? 'failed'} and was rolled back`;
    case 'cancelled':
      return 'was cancelled';
    case 'superseded':
    case 'failed':
    case 'running':
    case 'settled':
      return late ?? `failed after ${after}`;
  }
}

/** What a task that failed wrote last. */
function taskEvidence(task: DeploymentTask | null): readonly string[] {
  if (task === null || task.outcome === null || task.outcome.isSuccess) return [];
  return task.outcome.lastLines.map((line) => `${task.node} task ${task.task}: ${line}`);
}

function taskActions({ id, task }: Deployment): readonly string[] {
  return task?.outcome?.isSuccess === false ? [`devopsellence deployment show ${id}`] : [];
}

/** Every service that is not settled, with what is known about it. */
function evidenceOf(node: NodeStatus): readonly string[] {
  const offline = node.connection === 'online' ? [] : [`${node.name}: ${node.connection}`];
  const engine = node.engineError === '' ? [] : [`${node.name}: the engine: ${node.engineError}`];
  const services = node.services
    .filter(({ settled }) => !settled)
    .map((service) => {
      const facts = [service.lastError, ...service.waitingOn.map(({ detail }) => detail)].filter((fact) => fact !== '');
      const state = service.state.replaceAll('_', ' ');
      return `${node.name} ${service.name}: ${[state, ...facts].join('; ')}`;
    });
  return [...offline, ...engine, ...services];
}

function nextActions(nodes: readonly NodeStatus[]): readonly string[] {
  const node = nodes.find(({ services }) => services.some(({ settled }) => !settled));
  const service = node?.services.find(({ settled }) => !settled);
  if (node === undefined || service === undefined) return ['devopsellence status'];
  // Containers that were taken back have no logs any more: their node remembers what they wrote last.
  const on = `${service.name} --node ${node.name}`;
  return [`devopsellence status --service ${on}`, `devopsellence logs ${on}`, 'devopsellence status'];
}
