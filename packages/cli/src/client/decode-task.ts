import { CONNECTION, decodeWaiting, RECORDED_TASK_RUN_STATE, TASK_TRIGGER, type wire } from '@devopsellence/protocol';
import { decodeEnvironmentName } from './decode.js';
import type { Task, TaskRun } from './task-client.js';

const NO_EXIT_CODE = -1;

export function decodeTask({ schedule, nextAtMs, lastRun, ...task }: wire.Task__Output): Task {
  return {
    ...task,
    schedule,
    nextAt: nextAtMs || null,
    lastRun: lastRun === null ? null : decodeTaskRun(lastRun),
  };
}

/** A state this version does not know is not an end, as far as it can tell. */
export function decodeTaskRun(run: wire.RecordedTaskRun__Output): TaskRun {
  return {
    id: run.id,
    environment: decodeEnvironmentName(run.environment),
    task: run.task,
    trigger: TASK_TRIGGER.fromWire(run.trigger) ?? 'operator',
    state: RECORDED_TASK_RUN_STATE.fromWire(run.state) ?? 'waiting',
    node: run.node,
    connection: CONNECTION.fromWire(run.connection) ?? 'offline',
    releaseId: run.releaseId,
    deploymentId: run.deploymentId || null,
    requestedBy: run.requestedBy,
    createdAt: run.createdAtMs,
    scheduledFor: run.scheduledForMs || null,
    startedAt: run.startedAtMs || null,
    endedAt: run.endedAtMs || null,
    exitCode: run.exitCode === NO_EXIT_CODE ? null : run.exitCode,
    reason: run.reason,
    lastLines: run.lastLines,
    waitingOn: run.waitingOn.map(decodeWaiting),
  };
}
