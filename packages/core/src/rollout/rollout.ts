import type { Instant } from '../model/instant.js';
import type { RolloutSpec } from '../model/spec.js';
import type { Connection, ServiceStatus } from '../model/status.js';
import type { TaskOutcome, TaskRunStatus } from '../model/task-run.js';

/** What a deployment does to one node; `keep`: what is published there already is what it wants. */
export type NodeChange = 'publish' | 'withdraw' | 'keep';

/** All that the rollout planner knows. */
export interface RolloutInput {
  readonly startedAt: Instant;
  readonly deadlineAt: Instant;
  readonly rollout: RolloutSpec;
  /** Every node that the deployment concerns, in any order. */
  readonly nodes: readonly RolloutNode[];
  /** The task that has to succeed on one of the nodes before any other node changes; null: none. */
  readonly task: RolloutTask | null;
  readonly now: Instant;
}

/** The run of the release task in a deployment. */
export interface RolloutTask {
  readonly task: string;
  readonly runId: string;
  readonly nodeId: string;
  /** As recorded; null until it has ended. */
  readonly outcome: TaskOutcome | null;
  /** When that was recorded; null before. */
  readonly endedAt: Instant | null;
}

export interface RolloutNode {
  readonly id: string;
  readonly name: string;
  readonly connection: Connection;
  /** Null when never. */
  readonly lastSeen: Instant | null;
  readonly change: NodeChange;
  /** Revision of the node's desired state that brings the change; null until it is published. */
  readonly publishedRevision: number | null;
  /** A deployment that was superseded left it in the middle: until this change is published it changes all the same. */
  readonly leftChanging: boolean;
  /** Highest revision its agent says it has accepted. */
  readonly observedRevision: number;
  /** Since when the published change is with a node that is heard of; null before. */
  readonly beganAt: Instant | null;
  /** When the node was first seen settled; null before. */
  readonly settledAt: Instant | null;
  /** What the node is to run of the environment, sorted by name; empty for `withdraw`. */
  readonly services: readonly RolloutService[];
  /** The deployment's run of a task, as the node last reported it; null when it has not, or has none to make. */
  readonly taskRun: TaskRunStatus | null;
  /** Something of the environment is left on the node although nothing of it is desired there. */
  readonly isLeftOver: boolean;
  /** Why what is left there has not gone yet, one clause each, as far as the node has said. */
  readonly removals: readonly string[];
  /** Empty while the node's engine answers. */
  readonly engineError: string;
}

/** One service as the deployment wants it on a node, and as the node last reported it. */
export interface RolloutService {
  readonly name: string;
  readonly hash: string;
  /** Null when the node has not reported it. */
  readonly status: ServiceStatus | null;
}

/** Why a deployment is not further yet. */
export interface RolloutWaiting {
  readonly reason: 'offline' | 'stale' | 'turn' | 'pause' | 'task' | 'acceptance' | 'engine' | 'service' | 'removal';
  readonly node: string;
  /** Only for reason `service`. */
  readonly service: string | null;
  /** One plain clause that follows `NODE: `. */
  readonly detail: string;
}

export type RolloutOutcome =
  | { readonly kind: 'running' }
  /** `reason` is empty, or names nodes that are offline and follow when they return. */
  | { readonly kind: 'settled'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string };

export interface RolloutPlan {
  /** Ids of the nodes whose change is to be published now. Empty once the outcome is final. */
  readonly publish: readonly string[];
  /** Ids of nodes that were found to have begun, or settled, for the first time: recorded before the next planning. */
  readonly began: readonly string[];
  readonly settled: readonly string[];
  /** How the run of the task was found to have ended: recorded before the next planning. */
  readonly taskOutcome: TaskOutcome | null;
  readonly outcome: RolloutOutcome;
  /** Sorted by the name of the node. */
  readonly waiting: readonly RolloutWaiting[];
  /** The next moment at which planning again can come to another result by time alone; null once the outcome is final. */
  readonly wakeAt: Instant | null;
}
