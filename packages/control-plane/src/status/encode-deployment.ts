import type { TaskRunStatus } from '@devopsellence/core';
import { DEPLOYMENT_STATE, encodeTaskOutcome, encodeWaiting, type wire } from '@devopsellence/protocol';
import type { Deployment, EnvironmentNames, RecordedTaskRun } from '../store/index.js';

export interface DeploymentContext {
  readonly names: EnvironmentNames;
  /** Of the release. */
  readonly revision: string;
  /** One sentence each. */
  readonly waiting: readonly string[];
  /** Of its task; null when it has none, or that is not asked for. */
  readonly run: RecordedTaskRun | null;
  /** The same run as its node last reported it; absent where that is not asked for. */
  readonly runStatus?: TaskRunStatus | null;
}

export function encodeDeployment(
  deployment: Deployment,
  { names, revision, waiting, run, runStatus = null }: DeploymentContext,
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
    task: run === null ? null : encodeRun(run, runStatus),
  };
}

function encodeRun(
  { id: runId, task, node, outcome }: RecordedTaskRun,
  status: TaskRunStatus | null,
): wire.DeploymentTask {
  const waitingOn = outcome === null ? (status?.waitingOn ?? []).map(encodeWaiting) : [];
  return { task, node, runId, waitingOn, outcome: outcome === null ? null : encodeTaskOutcome(outcome) };
}
