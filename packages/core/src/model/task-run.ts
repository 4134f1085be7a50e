import type { ContainerDefinition } from './desired-state.js';
import type { Instant } from './instant.js';
import type { Dependency } from './spec.js';
import type { WaitingStatus } from './status.js';

/**
 * One run of a task that a node is to make, once: whatever happens to the agent meanwhile, a run that was started is found
 * again by its id, and one that has ended is never made a second time.
 */
export interface TaskRun {
  /** Unique. Two runs of one task differ in nothing else. */
  readonly id: string;
  readonly task: string;
  readonly definition: ContainerDefinition;
  /** Waited for before it starts, as a new service waits for its dependencies. */
  readonly dependsOn: readonly Dependency[];
  /** From its start; after that it is stopped, and has failed. */
  readonly timeoutMs: number;
  readonly stopGraceMs: number;
  /**
   * Until it has succeeded no service of the environment is created, replaced or removed on the node, but those that it
   * depends on, directly or through others.
   */
  readonly isGate: boolean;
  /** How it ended, as far as the control plane has heard: a node that does not remember makes it no second time. */
  readonly outcome: TaskOutcome | null;
}

/** How a run ended. Final: the agent keeps it, also when the container is gone. */
export interface TaskOutcome {
  readonly isSuccess: boolean;
  /** Null when its process never ran, or was not seen to end. */
  readonly exitCode: number | null;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant;
  /** Why it failed, as one plain sentence; empty after a success. */
  readonly reason: string;
  /** The last lines it wrote, at most 20. */
  readonly lastLines: readonly string[];
}

export const TASK_RUN_STATES = ['waiting', 'running', 'succeeded', 'failed'] as const;

export type TaskRunState = (typeof TASK_RUN_STATES)[number];

/** Why there is a run: it is the release task of a deployment, its time has come, or an operator wants it. */
export const TASK_TRIGGERS = ['deployment', 'schedule', 'operator'] as const;

export type TaskTrigger = (typeof TASK_TRIGGERS)[number];

/** How a run stands as the control plane tells it; `skipped`: a firing of a schedule of which no run was made. */
export type RecordedTaskRunState = TaskRunState | 'skipped';

/** One run as its agent reports it. */
export interface TaskRunStatus {
  readonly environmentId: string;
  readonly runId: string;
  readonly task: string;
  readonly state: TaskRunState;
  /** Name of its container, whether it exists or not. */
  readonly container: string;
  /** Null before its process has started. */
  readonly startedAt: Instant | null;
  readonly waitingOn: readonly WaitingStatus[];
  /** Null until it has ended. */
  readonly outcome: TaskOutcome | null;
}
