import type { TaskTrigger } from '@devopsellence/core';

/** A run of a task, or a firing of its schedule of which none was made. */
export interface TaskRunRow {
  id: string;
  environment_id: string;
  /** Null: of no deployment. */
  deployment_id: string | null;
  /** Unique with environment and `scheduled_for`. */
  task: string;
  /** The node may have been removed since; empty when no run was made. */
  node_id: string;
  /** What it was called. */
  node: string;
  created_at: number;
  /** By the clock of the control plane; null until it has ended. */
  ended_at: number | null;
  /** TaskOutcome; null until it has ended, and when no run was made. */
  outcome: string | null;
  kind: TaskTrigger;
  /** The time of the schedule that it was made for; null: for none. */
  scheduled_for: number | null;
  /** Name of a token; empty: of none. */
  requested_by: string;
  /** Unique in the environment. */
  request_token: string | null;
  /** Empty when no run was made. */
  release_id: string;
  timeout_ms: number;
  /** When the control plane ends it; null: with its deployment. */
  deadline_at: number | null;
  /** Why no run was made; null when one was. */
  skipped: string | null;
  /** TaskRun, while it is part of its node's desired state; null: of no deployment's run, and when it is no more. */
  document: string | null;
}
