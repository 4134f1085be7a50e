import { DEPLOYMENT_STATE, type wire } from '@devopsellence/protocol';
import type { Deployment, EnvironmentNames } from '../store/index.js';

export interface DeploymentContext {
  readonly names: EnvironmentNames;
  /** Of the release. */
  readonly revision: string;
  /** One sentence each. */
  readonly waiting: readonly string[];
}

export function encodeDeployment(
  deployment: Deployment,
  { names, revision, waiting }: DeploymentContext,
): wire.Deployment {
  const { organization, project, environment } = names;
  return {
    id: deployment.id,
    kind: deployment.kind,
    state: DEPLOYMENT_STATE.toWire(deployment.state),
    releaseId: deployment.releaseId,
    revision,
    environment: { organization, project, environment },
    startedBy: deployment.startedBy,
    startedAtMs: deployment.startedAt,
    endedAtMs: deployment.endedAt ?? 0,
    deadlineMs: deployment.deadlineAt,
    reason: deployment.reason,
    waiting: [...waiting],
  };
}
