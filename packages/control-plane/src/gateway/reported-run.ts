import type { TaskRunStatus } from '@devopsellence/core';
import type { Fleet } from './fleet.js';

/** What the node said last of a run of a task; null when it has said nothing of it. */
export function reportedRun(fleet: Fleet, nodeId: string, runId: string): TaskRunStatus | null {
  return fleet.report(nodeId)?.taskRuns.find((status) => status.runId === runId) ?? null;
}
