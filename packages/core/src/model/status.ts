import type { Instant } from './instant.js';
import type { ProbeResult } from './observation.js';
import type { Dependency, Role } from './spec.js';
import type { TaskRunStatus } from './task-run.js';

/** States a service on a node can be in, as status shows them. */
export const SERVICE_STATES = [
  'waiting',
  'pulling',
  'starting',
  'running',
  'unhealthy',
  'backing_off',
  'stopped',
  'failed',
] as const;

export type ServiceState = (typeof SERVICE_STATES)[number];

/** One service on one node, as its agent reports it. */
export interface ServiceStatus {
  readonly environmentId: string;
  readonly name: string;
  /** Of no release. */
  readonly isStandalone: boolean;
  readonly role: Role;
  readonly state: ServiceState;
  /** Since when, by the node's clock; null: not known. */
  readonly stateSince: Instant | null;
  /** An instance of the desired definition or the one it replaces is ready: the service can serve. */
  readonly ready: boolean;
  /** The desired container runs, is ready and stable, and nothing is left to do for this service. */
  readonly settled: boolean;
  /**
   * The desired container was given up, or would be by now if there were an older one to go back to. A deployment that
   * sees it ends as failed; where nothing else can serve, the agent goes on trying.
   */
  readonly failing: boolean;
  /** Of the desired container, since it was created. */
  readonly restarts: number;
  /** The same within the last `restartWindowMs`. */
  readonly recentRestarts: number;
  readonly restartWindowMs: number;
  /** When what failed is tried again: a start, a pull. Null: nothing rests. */
  readonly nextAttemptAt: Instant | null;
  /** The newest exit of the desired container that nobody asked for; null: none. */
  readonly lastExit: ExitStatus | null;
  /** Name of the container that serves or is coming up; empty when there is none. */
  readonly container: string;
  /** Hash of that container's definition; empty when there is none. */
  readonly hash: string;
  /** The desired image as the user wrote it, also while the one before serves. */
  readonly image: string;
  /** `sha256:…` by which the desired image is pinned. */
  readonly imageDigest: string;
  /** Address of the container on the environment's network of the node; empty unless running. */
  readonly address: string;
  readonly waitingOn: readonly WaitingStatus[];
  /** Dependencies that are not, or no longer, as it wants them while it runs: it runs on, and nothing waits for them. */
  readonly lostDependencies: readonly WaitingStatus[];
  readonly lastError: string;
}

/** How a container ended, as status shows it. */
export interface ExitStatus {
  readonly at: Instant;
  readonly exitCode: number;
  readonly isOutOfMemory: boolean;
}

/** Why something is not happening yet, as status shows it. */
export interface WaitingStatus {
  /** The `reason` of the planner's Waiting. */
  readonly reason: string;
  /** What is waited for: a service, an image, a moment. */
  readonly subject: string;
  /** One plain sentence. */
  readonly detail: string;
  /** Null when unknown. */
  readonly since: Instant | null;
  /** Of a dependency only: what it has to be. */
  readonly condition?: Dependency['condition'];
  /** The newest check of what is waited for; only where one was made since it started. */
  readonly lastProbe?: Pick<ProbeResult, 'at' | 'ok' | 'detail'>;
}

/** Why a container that is not desired has not gone yet. */
export interface RemovalStatus {
  readonly environmentId: string;
  /** The service, or the task, that it was of. */
  readonly service: string;
  readonly waitingOn: WaitingStatus;
}

/** One node as its agent reports it. */
export interface NodeReport {
  readonly at: Instant;
  /** Highest desired-state revision the agent has accepted. */
  readonly observedRevision: number;
  readonly agentVersion: string;
  readonly engineVersion: string;
  /** Empty when the engine answers. */
  readonly engineError: string;
  readonly services: readonly ServiceStatus[];
  readonly taskRuns: readonly TaskRunStatus[];
  /** Environments of which something is left that is not desired: a service of a release that was removed, or all of it. */
  readonly leftovers: readonly string[];
  /** Why containers that are not desired have not gone yet; of standalone services all of them. */
  readonly removals: readonly RemovalStatus[];
}

/** Whether a node's agent is heard of: decided by the control plane from heartbeats. */
export const CONNECTIONS = ['online', 'stale', 'offline'] as const;

export type Connection = (typeof CONNECTIONS)[number];

/** A state that a service on an offline node is counted in: nobody knows how it is. */
export const UNKNOWN = 'unknown';

/** Every state by which a fleet can be searched: of a service, or of the connection of a node. */
export const FLEET_STATES = [...SERVICE_STATES, UNKNOWN, ...CONNECTIONS] as const;
