import type { RecordedTaskRunState, TaskOutcome, TaskRunStatus, WaitingStatus } from '@devopsellence/core';
import { CONNECTION, encodeWaiting, RECORDED_TASK_RUN_STATE, TASK_TRIGGER, type wire } from '@devopsellence/protocol';
import type { Fleet } from '../gateway/fleet.js';
import { reportedRun } from '../gateway/reported-run.js';
import type { EnvironmentNames, RecordedTaskRun } from '../store/index.js';

const NO_EXIT_CODE = -1;

/** A run as it is recorded, with what its node last said of it. */
export function encodeTaskRun(
  run: RecordedTaskRun,
  { organization, project, environment }: EnvironmentNames,
  fleet: Fleet,
): wire.RecordedTaskRun {
  const live = reportedRun(fleet, run.nodeId, run.id);
  const outcome = run.outcome ?? live?.outcome ?? null;
  return {
    id: run.id,
    environment: { organization, project, environment },
    task: run.task,
    trigger: TASK_TRIGGER.toWire(run.trigger),
    state: RECORDED_TASK_RUN_STATE.toWire(stateOf(run, live, outcome)),
    nodeId: run.nodeId,
    node: run.node,
    connection: run.nodeId === '' ? 'CONNECTION_UNSPECIFIED' : CONNECTION.toWire(fleet.connection(run.nodeId)),
    releaseId: run.releaseId,
    deploymentId: run.deploymentId ?? '',
    requestedBy: run.requestedBy,
    createdAtMs: run.createdAt,
    scheduledForMs: run.scheduledFor ?? 0,
    timeoutMs: run.timeoutMs,
    endedAtMs: outcome?.endedAt ?? run.endedAt ?? 0,
    reason: run.skipped ?? outcome?.reason ?? '',
    startedAtMs: outcome?.startedAt ?? live?.startedAt ?? 0,
    exitCode: outcome?.exitCode ?? NO_EXIT_CODE,
    lastLines: [...(outcome?.lastLines ?? [])],
    waitingOn: outcome === null && run.skipped === null ? waitingOf(run, live, fleet).map(encodeWaiting) : [],
  };
}

function stateOf(
  { skipped }: RecordedTaskRun,
  live: TaskRunStatus | null,
  outcome: TaskOutcome | null,
): RecordedTaskRunState {
  if (skipped !== null) return 'skipped';
  if (outcome !== null) return outcome.isSuccess ? 'succeeded' : 'failed';
  return live?.state ?? 'waiting';
}

/** A node that has not taken the run over, or is not heard of, says nothing of what the run waits for. */
function waitingOf(
  { nodeId, node, createdAt }: RecordedTaskRun,
  live: TaskRunStatus | null,
  fleet: Fleet,
): readonly WaitingStatus[] {
  const connection = fleet.connection(nodeId);
  if (connection !== 'online') {
    const detail = `node ${node} is ${connection}`;
    return [{ reason: 'node', subject: node, detail, since: fleet.lastSeen(nodeId) }, ...(live?.waitingOn ?? [])];
  }
  if (live !== null) return live.waitingOn;
  return [{ reason: 'node', subject: node, detail: `node ${node} has not taken it over yet`, since: createdAt }];
}
