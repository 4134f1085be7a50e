import type { Instant } from './instant.js';
import type { ProbeResult } from './observation.js';
import type { ServiceStatus } from './status.js';

/** One end of a container of a service, for whoever asks why it ended. */
export interface ServiceExit {
  /** Name of the container. */
  readonly container: string;
  /** Hash of its definition. */
  readonly hash: string;
  /** Release that created it. */
  readonly releaseId: string;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly exitCode: number;
  readonly isOutOfMemory: boolean;
  /** Whether it was ready at any moment of this run. */
  readonly wasReady: boolean;
  /** Why the agent ended it; empty: it ended by itself. */
  readonly stoppedFor: string;
  /** What it wrote last in this run, at most 20 lines, without the values of secrets. */
  readonly lastLines: readonly string[];
}

/** An exit as an agent keeps it, also when the container is gone. */
export interface KeptExit extends ServiceExit {
  readonly containerId: string;
  /** When they were read, by the node's clock: what a later run of the container wrote is newer. */
  readonly readAt: Instant;
}

/** One service on one node, as its agent tells when it is asked. */
export interface ServiceDetail {
  /** The node's clock when it answered; all other moments are by the same. */
  readonly at: Instant;
  /** Null: the node is not to run the service. */
  readonly status: ServiceStatus | null;
  /** The last check of the container that serves or is coming up; null: it has none, or none was made yet. */
  readonly probe: ProbeResult | null;
  /** Oldest first. */
  readonly exits: readonly ServiceExit[];
}
