import type { Instant } from '@devopsellence/core';
import {
  type Deployment,
  deleteDeploymentNodes,
  type EndedState,
  type Environment,
  endDeployment,
  environmentTitle,
  giveUpTaskRuns,
  insertEvent,
  type Writer,
} from '../store/index.js';

export interface DeploymentEnd {
  readonly deployment: Deployment;
  readonly environment: Environment;
  readonly state: EndedState;
  readonly reason: string;
  readonly at: Instant;
}

/** Ends a running deployment, leaves an event, and forgets what it was to do. */
export async function recordEnd(trx: Writer, end: DeploymentEnd): Promise<void> {
  const { deployment, environment, state, reason, at } = end;
  const isFirst = await endDeployment(trx, deployment.id, { state, reason, at });
  if (!isFirst) return;
  await deleteDeploymentNodes(trx, deployment.id);
  const given = state === 'superseded' ? reason : 'the deployment ended before it did';
  await giveUpTaskRuns(trx, { deploymentId: deployment.id, reason: given, at });
  await insertEvent(trx, {
    at,
    actor: 'control-plane',
    action: `deployment.${state}`,
    place: environment,
    subject: `environment ${environmentTitle(environment)}`,
    details: { deployment: deployment.id, kind: deployment.kind, release: deployment.releaseId, reason },
    correlationId: deployment.id,
  });
}
