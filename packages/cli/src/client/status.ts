import type {
  AppError,
  Connection,
  ServiceDetail,
  ServiceState,
  ServiceStatus,
  TaskOutcome,
  WaitingStatus,
} from '@devopsellence/core';
import type { DeploymentState } from '@devopsellence/protocol';
import type { EnvironmentName, NodeInfo } from './names.js';
import type { TaskRun } from './task-client.js';

export interface Deployment {
  readonly id: string;
  readonly kind: string;
  readonly state: DeploymentState;
  readonly releaseId: string;
  readonly revision: string;
  readonly startedBy: string;
  readonly startedAt: number;
  /** Null while it runs. */
  readonly endedAt: number | null;
  /** When it ends at the latest. */
  readonly deadlineAt: number;
  /** Why it ended as it did; empty while it runs. */
  readonly reason: string;
  readonly waiting: readonly string[];
  /** Null when it runs no task, and in lists. */
  readonly task: DeploymentTask | null;
}

/** The release task of a deployment. */
export interface DeploymentTask {
  readonly runId: string;
  readonly task: string;
  /** Name of the node it runs on. */
  readonly node: string;
  /** Null until it has ended. */
  readonly outcome: TaskOutcome | null;
  /** Why it has not started or ended yet. */
  readonly waitingOn: readonly WaitingStatus[];
}

/** `unknown`: the node is offline, nobody can tell. */
export type ShownState = ServiceState | 'unknown';

export interface ServiceReport extends Omit<ServiceStatus, 'environmentId' | 'hash' | 'state'> {
  readonly state: ShownState;
}

/** One node's part in one environment. */
export interface NodeStatus {
  readonly name: string;
  readonly connection: Connection;
  readonly labels: readonly string[];
  readonly revision: number;
  readonly observedRevision: number;
  readonly services: readonly ServiceReport[];
  readonly engineError: string;
}

export interface DeploymentProgress {
  readonly deployment: Deployment;
  readonly nodes: readonly NodeStatus[];
}

export interface EnvironmentStatus {
  readonly environment: EnvironmentName;
  /** Null before the first deploy. */
  readonly releaseId: string | null;
  readonly revision: string;
  readonly deployment: Deployment | null;
  readonly pendingChanges: readonly string[];
  readonly nodes: readonly NodeStatus[];
  /** Newest runs of tasks that have not succeeded, and are of no deployment. */
  readonly taskRuns: readonly TaskRun[];
  /** Of standalone services. */
  readonly hostnames: readonly HostnameStatus[];
}

export interface HostnameStatus {
  readonly service: string;
  readonly node: string;
  readonly hostname: string;
  /** Nothing on the node serves hostnames. */
  readonly isPending: boolean;
}

export interface ServiceQuestion {
  readonly environment: EnvironmentName;
  readonly service: string;
  /** Name or id; null: every node. */
  readonly node: string | null;
}

/** One service of an environment, looked at closely. */
export interface ServiceOverview {
  readonly environment: EnvironmentName;
  readonly service: string;
  /** Sorted by name of the node. */
  readonly instances: readonly ServiceInstance[];
  /** The token may not read logs. */
  readonly areLinesWithheld: boolean;
}

/** One service on one node. */
export interface ServiceInstance {
  readonly node: string;
  readonly connection: Connection;
  /** Null: never. */
  readonly lastSeenAt: number | null;
  /** As the node says, or as it said last; null: it is not to run the service. */
  readonly report: ServiceReport | null;
  /** What the node said when it was asked; null: `failure` says why it did not. */
  readonly detail: Omit<ServiceDetail, 'status'> | null;
  readonly failure: AppError | null;
}

/** Null: no restriction. */
export interface FleetFilter {
  readonly label: string | null;
  readonly environment: string | null;
  readonly node: string | null;
  readonly state: string | null;
}

export interface FleetNode {
  readonly node: NodeInfo;
  readonly revision: number;
  readonly observedRevision: number;
  readonly engineError: string;
  readonly services: readonly { readonly environment: EnvironmentName; readonly service: ServiceReport }[];
}

export interface FleetEnvironment {
  readonly environment: EnvironmentName;
  readonly releaseId: string | null;
  readonly deployment: Deployment | null;
  readonly nodes: number;
}

export interface FleetStatus {
  readonly online: number;
  readonly stale: number;
  readonly offline: number;
  /** By state; services of offline nodes count as `unknown`. */
  readonly services: Readonly<Record<string, number>>;
  readonly nodes: readonly FleetNode[];
  readonly environments: readonly FleetEnvironment[];
}
