import type { DesiredState } from '../model/desired-state.js';
import type { Instant } from '../model/instant.js';
import type { Observation } from '../model/observation.js';
import type { TaskOutcome } from '../model/task-run.js';
import type { Action } from './action.js';
import type { Waiting } from './waiting.js';

/** All that the agent's planner knows. */
export interface PlanInput {
  readonly desiredState: DesiredState;
  readonly observation: Observation;
}

/** What to do now, what waits, and on what. All actions are independent of each other. */
export interface Plan {
  readonly actions: readonly Action[];
  readonly waiting: readonly Waiting[];
  /** Containers given up in this pass: recorded in their histories (`recordRejected`) before any action is executed. */
  readonly rejections: readonly Rejection[];
  /** Runs of tasks that have ended: recorded with their outcomes before any action is executed. */
  readonly taskEnds: readonly TaskEnd[];
  /** The next moment at which planning again can come to another result by time alone; null when none. */
  readonly wakeAt: Instant | null;
}

/** A run of a task that has ended. What it wrote last is for the agent to add. */
export interface TaskEnd {
  readonly runId: string;
  /** Null when none was ever made. */
  readonly containerId: string | null;
  readonly outcome: Omit<TaskOutcome, 'lastLines'>;
}

/** A replacement that failed while there is a container before it to go back to. */
export interface Rejection {
  readonly containerId: string;
  readonly deploymentId: string;
  /** One plain sentence. */
  readonly reason: string;
}
