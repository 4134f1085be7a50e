import type { Instant } from './instant.js';

/** One end of a container of a service, kept for whoever asks why it ended, also when the container is gone. */
export interface KeptExit {
  /** Name of the container. */
  readonly container: string;
  readonly containerId: string;
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
  /** When they were read, by the node's clock: what a later run of the container wrote is newer. */
  readonly readAt: Instant;
}
