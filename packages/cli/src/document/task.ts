import { toIso } from '@devopsellence/core';
import type { Task, TaskRun } from '../client/task-client.js';
import type { JsonObject } from '../output.js';
import { momentOf } from './moment.js';
import { waitingFields } from './waiting.js';

export function taskFields({ name, service, command, args, timeoutMs, schedule, nextAt, lastRun }: Task): JsonObject {
  return {
    name,
    service,
    command,
    args,
    timeout_ms: timeoutMs,
    schedule:
      schedule === null ? null : { cron: schedule.cron, time_zone: schedule.timeZone, overlap: schedule.overlap },
    next_at: momentOf(nextAt),
    last_run: lastRun === null ? null : taskRunFields(lastRun),
  };
}

export function taskRunFields(run: TaskRun): JsonObject {
  return {
    id: run.id,
    task: run.task,
    trigger: run.trigger,
    state: run.state,
    node: run.node === '' ? null : run.node,
    release: run.releaseId === '' ? null : run.releaseId,
    deployment: run.deploymentId,
    requested_by: run.requestedBy === '' ? null : run.requestedBy,
    created_at: toIso(run.createdAt),
    scheduled_for: momentOf(run.scheduledFor),
    started_at: momentOf(run.startedAt),
    ended_at: momentOf(run.endedAt),
    exit_code: run.exitCode,
    reason: run.reason,
    waiting_on: run.waitingOn.map(waitingFields),
    last_lines: run.lastLines,
  };
}
