import type { TaskOutcome, TaskRunStatus } from '@devopsellence/core';
import type { TaskOutcome__Output, TaskOutcome as WireOutcome } from '../gen/devopsellence/v1/TaskOutcome.js';
import type { TaskRunStatus__Output, TaskRunStatus as WireStatus } from '../gen/devopsellence/v1/TaskRunStatus.js';
import { TASK_RUN_STATE } from '../words.js';
import { decodeWaiting, encodeWaiting } from './waiting.js';

const NO_EXIT_CODE = -1;

export function encodeTaskRunStatus({ startedAt, waitingOn, outcome, ...status }: TaskRunStatus): WireStatus {
  return {
    ...status,
    state: TASK_RUN_STATE.toWire(status.state),
    startedAtMs: startedAt ?? 0,
    waitingOn: waitingOn.map(encodeWaiting),
    outcome: outcome === null ? null : encodeTaskOutcome(outcome),
  };
}

/** A state this version does not know is shown as the most careful one. */
export function decodeTaskRunStatus({
  startedAtMs,
  waitingOn,
  outcome,
  ...wire
}: TaskRunStatus__Output): TaskRunStatus {
  return {
    ...wire,
    state: TASK_RUN_STATE.fromWire(wire.state) ?? 'waiting',
    startedAt: startedAtMs || null,
    waitingOn: waitingOn.map(decodeWaiting),
    outcome: outcome === null ? null : decodeTaskOutcome(outcome),
  };
}

export function encodeTaskOutcome({ exitCode, startedAt, endedAt, lastLines, ...outcome }: TaskOutcome): WireOutcome {
  return {
    ...outcome,
    exitCode: exitCode ?? NO_EXIT_CODE,
    startedAtMs: startedAt ?? 0,
    endedAtMs: endedAt,
    lastLines: [...lastLines],
  };
}

export function decodeTaskOutcome({ exitCode, startedAtMs, endedAtMs, ...outcome }: TaskOutcome__Output): TaskOutcome {
  return {
    ...outcome,
    exitCode: exitCode === NO_EXIT_CODE ? null : exitCode,
    startedAt: startedAtMs || null,
    endedAt: endedAtMs,
  };
}
