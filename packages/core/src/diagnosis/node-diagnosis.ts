import type { Instant } from '../model/instant.js';

/** What an agent tells of itself, its engine and its machine when it is asked. Every list is bounded by the agent. */
export interface NodeDiagnosis {
  readonly agent: AgentFacts;
  readonly machine: MachineFacts;
  /** Null: the engine could not be asked; `unread` says why. */
  readonly engine: EngineFacts | null;
  readonly disks: readonly DiskFacts[];
  /** This node's own. */
  readonly containers: readonly ContainerFacts[];
  readonly networks: readonly NetworkFacts[];
  /** Ports of the machine that the engine passes on to containers, whoever they belong to. */
  readonly ports: readonly PublishedPort[];
  /** Null: nobody asked for them, or they took too long. */
  readonly sizes: EngineSizes | null;
  readonly unread: readonly UnreadPart[];
  /** The agent's last log lines. */
  readonly log: readonly string[];
}

export interface AgentFacts {
  readonly version: string;
  readonly startedAt: Instant;
  readonly memoryBytes: number;
  /** Of the desired state it acts on; 0 for none. */
  readonly acceptedRevision: number;
  readonly certificateEndsAt: Instant;
  /** Since when its session with the control plane stands; null while it has none. */
  readonly connectedAt: Instant | null;
  /** Sessions that ended or never came about, since it started. */
  readonly sessionFailures: number;
  /** The last of them, oldest first. */
  readonly lastFailures: readonly SessionFailure[];
}

export interface SessionFailure {
  readonly at: Instant;
  readonly message: string;
}

export interface MachineFacts {
  readonly hostName: string;
  readonly kernel: string;
  readonly architecture: string;
  readonly cpus: number;
  /** Of the last 1, 5 and 15 minutes. */
  readonly load: readonly number[];
  readonly memoryBytes: number;
  readonly availableMemoryBytes: number;
  readonly startedAt: Instant;
}

export interface EngineFacts {
  readonly version: string;
  readonly apiVersion: string;
  readonly storageDriver: string;
  readonly rootDirectory: string;
  /** In the engine's own words. */
  readonly warnings: readonly string[];
  readonly foreignContainers: number;
  readonly foreignRunning: number;
}

export interface DiskFacts {
  /** `engine` for the engine's data, `state` for the agent's. */
  readonly name: string;
  readonly path: string;
  readonly totalBytes: number;
  /** For programs without special rights. */
  readonly freeBytes: number;
  /** 0: this file system counts none. */
  readonly inodes: number;
  readonly freeInodes: number;
}

export interface ContainerFacts {
  readonly name: string;
  readonly environmentId: string;
  readonly service: string;
  readonly state: string;
}

export interface NetworkFacts {
  readonly name: string;
  readonly environmentId: string;
  /** How many running containers are on it. */
  readonly attached: number;
}

export interface PublishedPort {
  readonly address: string;
  readonly port: number;
  readonly protocol: string;
  readonly container: string;
  /** Whether the container is one of this node's. */
  readonly isOwn: boolean;
}

export interface EngineSizes {
  readonly imagesBytes: number;
  readonly volumesBytes: number;
}

/** A part of the diagnosis that is missing, and why. */
export interface UnreadPart {
  readonly part: string;
  readonly reason: string;
}
