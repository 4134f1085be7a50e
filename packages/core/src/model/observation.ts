import type { Instant } from './instant.js';
import type { TaskOutcome } from './task-run.js';

/** Everything one node saw at one moment. The agent's planner gets all its facts from here. */
export interface Observation {
  readonly at: Instant;
  /** Only containers that carry this node's labels. */
  readonly containers: readonly ObservedContainer[];
  /** Only networks that carry this node's labels. */
  readonly networks: readonly ObservedNetwork[];
  /** Names of the volumes that carry this node's labels. */
  readonly volumes: readonly string[];
  /** `repository@digest` and ids of every image on the engine. */
  readonly images: ReadonlySet<string>;
  /** By container id: what happened to it so far. */
  readonly histories: ReadonlyMap<string, ContainerHistory>;
  /**
   * By action key: actions that failed and when they may be tried again. An entry stays until the action succeeds, or a
   * new desired state is accepted: whoever deploys again wants everything tried again now.
   */
  readonly backoffs: ReadonlyMap<string, Backoff>;
  /** By action key: actions that are being executed now, with what they last said of themselves. */
  readonly inFlight: ReadonlyMap<string, ActionProgress>;
  /** By run id: how runs of tasks ended that are, or were, desired. */
  readonly taskOutcomes: ReadonlyMap<string, TaskOutcome>;
}

export type ContainerState = 'created' | 'running' | 'exited';

export interface ObservedContainer {
  readonly id: string;
  readonly name: string;
  readonly environmentId: string;
  /** The service, or the task of a task's run. */
  readonly service: string;
  /** Id of the run of a task that it is; null for a container of a service. */
  readonly taskRun: string | null;
  /** Of a standalone service. */
  readonly isStandalone: boolean;
  /**
   * Services that it was made to run with: it stops before them. What its label says, for who makes a container is gone when
   * it is no longer desired; empty for one without that label.
   */
  readonly dependsOn: readonly string[];
  /** Of a service's definition. */
  readonly hash: string;
  /** Release that created it; an unchanged container outlives releases. */
  readonly releaseId: string;
  readonly state: ContainerState;
  /** Null when never started. */
  readonly startedAt: Instant | null;
  /**
   * Null while its process runs, or when it was never started. One that is `running` and has these has ended: the engine is
   * about to start it again by itself.
   */
  readonly exitCode: number | null;
  readonly finishedAt: Instant | null;
  /** Whether the engine says that it ended because its memory ran out. */
  readonly isOutOfMemory: boolean;
  /** Address on the environment's network; null unless its process runs. */
  readonly address: string | null;
  /** Whether others on the network find it by the name of its service, whenever it runs. */
  readonly isNamed: boolean;
  /** Image id the engine runs it from. */
  readonly imageId: string;
}

export interface ObservedNetwork {
  readonly id: string;
  readonly name: string;
  readonly environmentId: string;
  /** Containers attached to it, ours or not. */
  readonly attached: number;
  /** Whether a container that is taken off it may have its address again when it is put back. */
  readonly keepsAddresses: boolean;
}

/** What the agent remembers of one container; a fold over engine events and probe results. */
export interface ContainerHistory {
  /** The start that `probe` and `readySince` speak of. */
  readonly startedAt: Instant | null;
  /** Ready without a break since then; null when not ready. Only checks made after `startedAt` count. */
  readonly readySince: Instant | null;
  /** Whether it was ready at any moment since `startedAt`. */
  readonly readyInThisRun: boolean;
  /** Whether it was ready in any of its runs. */
  readonly wasReady: boolean;
  readonly probe: ProbeResult | null;
  /** Exits that nobody asked for, oldest first, the newest 30. */
  readonly exits: readonly ContainerExit[];
  /** Unasked exits since it was last ready for a while; decides the backoff before the next start. */
  readonly consecutiveExits: number;
  /** Times that it exited soon again after it had been ready for a while: what does so has longer to prove itself. */
  readonly relapses: number;
  /** Times it was started again after an unasked exit. */
  readonly restarts: number;
  /** Set once the agent gave the container up in favour of the one it was to replace. */
  readonly rejected: string | null;
  /** The deployment in which that was; a later one that wants the same definition gives it a fresh try. */
  readonly rejectedIn: string | null;
}

export interface ContainerExit {
  readonly at: Instant;
  readonly exitCode: number;
  /** Whether its memory ran out; told a moment after the exit itself. */
  readonly isOutOfMemory: boolean;
  /** The last line it wrote that says something, empty for none; null: not read yet, which follows within seconds. */
  readonly lastLine: string | null;
  /** The engine went away with it: it says nothing about the container. */
  readonly isOfEngine?: true;
}

export interface ProbeResult {
  readonly at: Instant;
  /** First check of this run since which all had the same result. */
  readonly since: Instant;
  readonly ok: boolean;
  /** What the check saw, in a few words: `HTTP 503`, `connection refused`, `exit code 1`. */
  readonly detail: string;
  readonly consecutiveFailures: number;
}

export interface Backoff {
  readonly attempts: number;
  readonly retryAt: Instant;
  readonly code: string;
  readonly message: string;
}

export interface ActionProgress {
  readonly startedAt: Instant;
  /** For example `12 of 80 MB`; empty when there is nothing to say. */
  readonly detail: string;
}
