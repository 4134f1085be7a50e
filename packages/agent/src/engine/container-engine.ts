import type {
  ContainerDefinition,
  EngineFacts,
  Instant,
  NetworkPlace,
  ObservedContainer,
  PublishedPort,
  Role,
} from '@devopsellence/core';

/** Engines count the moments of lines in nanoseconds. */
export const NANOS_PER_MILLI = 1_000_000n;

/**
 * The container engine as the agent uses it.
 *
 * An engine speaks for one node: it lists, and it names in events, only what carries that node's labels. Every method
 * rejects with an AppError: `engine_unavailable` when the engine does not answer, `cancelled` when the signal aborted,
 * `engine_failed` for anything it refused, or what the method states.
 */
export interface ContainerEngine {
  version(signal: AbortSignal): Promise<string>;

  /** All containers, in one call; what they do not say of their runs takes `inspectContainer`. */
  listContainers(signal: AbortSignal): Promise<readonly ListedContainer[]>;
  /** Null when there is no such container of this node. */
  inspectContainer(id: string, signal: AbortSignal): Promise<ObservedContainer | null>;
  listNetworks(signal: AbortSignal): Promise<readonly EngineNetwork[]>;
  /** Names. */
  listVolumes(signal: AbortSignal): Promise<readonly string[]>;
  /** Every name under which an image on the engine may be asked for: ids and `repository@digest`. All nodes' images. */
  listImages(signal: AbortSignal): Promise<ReadonlySet<string>>;

  /** Idempotent: a network of that name that is this node's is fine. */
  createNetwork(network: { readonly name: string; readonly environmentId: string }, signal: AbortSignal): Promise<void>;
  /** Idempotent: a missing network is fine. */
  removeNetwork(id: string, signal: AbortSignal): Promise<void>;
  /** Idempotent: a volume of that name that is this node's is fine. */
  createVolume(volume: { readonly name: string; readonly environmentId: string }, signal: AbortSignal): Promise<void>;
  /** Every volume that the product made, also for another node that this machine once was, and who uses each. */
  describeVolumes(signal: AbortSignal): Promise<readonly EngineVolume[]>;
  /**
   * Removes a volume and what is in it, for good. Rejects with `not_found` when this node has no volume of the name, and
   * with `volume_in_use` while any container has it, running or not. Called for an operator who named it, and by nothing
   * else.
   */
  removeVolume(name: string, signal: AbortSignal): Promise<void>;

  /** How the engine is, and what it holds of others: for people, not for plans. */
  survey(signal: AbortSignal): Promise<EngineSurvey>;
  /** Ports of the machine that containers publish now, whoever they belong to. One on several addresses may come twice. */
  publishedPorts(signal: AbortSignal): Promise<readonly EnginePort[]>;
  /** How much room images and volumes take. The engine may look through its whole disk for it. */
  measure(signal: AbortSignal): Promise<EngineUsage>;

  /** Creates a container without starting it and returns its id. A name that is taken rejects with `name_taken`. */
  createContainer(container: NewContainer, signal: AbortSignal): Promise<string>;
  /**
   * Idempotent: a running container is fine, and so is a missing one: whoever wants it looks for it again. Rejects with
   * `port_in_use` when somebody else has a port that it publishes.
   */
  startContainer(id: string, signal: AbortSignal): Promise<void>;
  /** Resolves when it has ended, by force after the grace time. Idempotent: an ended or missing container is fine. */
  stopContainer(id: string, graceMs: number, signal: AbortSignal): Promise<void>;
  /**
   * Ends a container as `stopContainer` does and starts it again: the same container, in another run. One that has ended is
   * started. Rejects with `service_not_running` when there is no such container.
   */
  restartContainer(id: string, graceMs: number, signal: AbortSignal): Promise<void>;
  /**
   * Takes a running container off its network and puts it back at once, at the same address where the network keeps
   * addresses, found by the name or by none: that is the only way to change it. Its connections stall for a moment and go
   * on. A container that does not run, or is missing, is fine.
   */
  nameContainer(id: string, naming: Naming, signal: AbortSignal): Promise<void>;
  /** Removes an ended container with the unnamed volumes the engine made for it. Idempotent. Named volumes stay. */
  removeContainer(id: string, signal: AbortSignal): Promise<void>;

  /** Rejects with `image_not_found`, `registry_auth_failed` or `registry_unreachable`. */
  pullImage(pull: ImagePull, signal: AbortSignal): Promise<void>;
  /** Gives an image on the engine another name, taking it from the image that has it. Rejects with `image_not_found`. */
  tagImage(reference: string, name: string, signal: AbortSignal): Promise<void>;
  /** Idempotent: a missing image is fine. One that is in use is left alone and rejects with `engine_failed`. */
  removeImage(reference: string, signal: AbortSignal): Promise<void>;
  /** What the registry has under the name, as `sha256:…`. Rejects as `pullImage` does. */
  findInRegistry(query: RegistryQuery, signal: AbortSignal): Promise<string>;
  /** What the engine itself has under the name; null when nothing. */
  findLocally(reference: string, signal: AbortSignal): Promise<LocalImage | null>;

  /** Ends when the container has no more to say: at once, or when it ends if `follow`. */
  logs(query: LogsQuery, signal: AbortSignal): AsyncIterable<LogLine>;
  /**
   * Rejects with `service_not_running` when the container does not run. The output of a command that was to run as somebody
   * whom the container does not know ends with `not_found`.
   */
  exec(command: ExecCommand, signal: AbortSignal): Promise<ExecSession>;
  /** Resolves once subscribed: everything that happens from then on is in the events. Ends when the engine goes away. */
  events(signal: AbortSignal): Promise<AsyncIterable<EngineEvent>>;
}

export type ListedContainer = Omit<ObservedContainer, RunFact>;

/** What a list does not say. */
type RunFact = 'startedAt' | 'exitCode' | 'finishedAt' | 'isOutOfMemory' | 'isNamed';

export interface Naming {
  readonly place: NetworkPlace;
  /** Null: none. */
  readonly name: string | null;
}

export interface EngineNetwork {
  readonly id: string;
  readonly name: string;
  readonly environmentId: string;
  /** Ids of the running containers on it, whoever they belong to. */
  readonly attached: readonly string[];
  /** Whether a container that is put back on it can have the address that it had. */
  readonly keepsAddresses: boolean;
}

export interface EngineVolume {
  readonly name: string;
  readonly environmentId: string;
  /** Whether it carries this node's labels. */
  readonly isOwn: boolean;
  /** Names of all containers that have it, running or not, whoever they belong to. */
  readonly usedBy: readonly string[];
}

export interface EngineSurvey {
  readonly facts: EngineFacts;
  readonly ports: readonly PublishedPort[];
}

export interface EnginePort {
  /** Of the machine. */
  readonly port: number;
  /** `tcp`, `udp`, or what else the engine knows. */
  readonly protocol: string;
  /** Name of the container that publishes it. */
  readonly container: string;
  /** Of a container of this node: whose it is. Empty otherwise. */
  readonly environmentId: string;
  readonly service: string;
}

export interface EngineUsage {
  readonly imagesBytes: number;
  /** By name; a volume the engine cannot measure is missing. */
  readonly volumeBytes: ReadonlyMap<string, number>;
}

/** Everything a container is created from. The only place where values of secrets meet the engine. */
export interface NewContainer {
  readonly name: string;
  readonly network: string;
  readonly environmentId: string;
  readonly releaseId: string;
  /** The service, or the task. */
  readonly service: string;
  /** Whether others on the network reach it by the name of its service. */
  readonly isNamed: boolean;
  /** Null for a run of a task. */
  readonly role: Role | null;
  /** Id of the run of a task; null for a service. */
  readonly taskRun: string | null;
  /** Services that it runs with, told by a label to whoever stops it. */
  readonly dependsOn: readonly string[];
  readonly hash: string;
  readonly definition: ContainerDefinition;
  /** Variables that hold secrets, by name. */
  readonly secretEnv: Readonly<Record<string, string>>;
}

/** Null: ask anonymously. */
export type Credential = { readonly username: string; readonly password: string } | null;

export interface RegistryQuery {
  readonly reference: string;
  readonly credential: Credential;
}

export interface ImagePull extends RegistryQuery {
  /** Told now and then how far it is, for example `12 of 80 MB`. */
  readonly onProgress: (detail: string) => void;
}

export interface LocalImage {
  /** `sha256:…` of its configuration. */
  readonly imageId: string;
  /** The digest under which a registry knows it for the asked repository; null when none does. */
  readonly digest: string | null;
  /** All its names on the engine: tags, and digests that registries know it by. */
  readonly names: readonly string[];
}

export interface LogsQuery {
  readonly containerId: string;
  /** The newest so many; null for all. */
  readonly lines: number | null;
  /** Nothing older; null for no limit. Nanoseconds since the epoch: lines come thicker than milliseconds. */
  readonly sinceNs: bigint | null;
  readonly follow: boolean;
}

export interface LogLine {
  readonly stderr: boolean;
  /** When the engine got it, in nanoseconds since the epoch. */
  readonly atNs: bigint;
  /** Without its line end. */
  readonly line: Buffer;
}

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

export interface ExecCommand {
  readonly containerId: string;
  readonly command: readonly string[];
  /** The size of the terminal to give it; null for none. */
  readonly terminal: TerminalSize | null;
  readonly stdin: boolean;
  /** Name or number of who runs it; empty: as the image says. */
  readonly user: string;
}

/** A running command. Aborting the signal lets go of it; engines offer no way to end it. */
export interface ExecSession {
  /** Ends when the command does. Read slowly, it slows the command. */
  readonly output: AsyncIterable<{ readonly stderr: boolean; readonly data: Buffer }>;
  /** Resolves when more may be written. */
  write(data: Buffer): Promise<void>;
  endInput(): void;
  resize(size: TerminalSize): Promise<void>;
  /** To be called after the output has ended. */
  exitCode(): Promise<number>;
}

/** What happened to a container, network, volume or image, in order. Events of other nodes' containers do not show. */
export type EngineEvent =
  | { readonly kind: 'containerStarted'; readonly containerId: string; readonly at: Instant }
  | {
      readonly kind: 'containerExited';
      readonly containerId: string;
      readonly at: Instant;
      readonly exitCode: number;
    }
  | { readonly kind: 'containerRemoved'; readonly containerId: string }
  /** Renamed, paused: look at it again. */
  | { readonly kind: 'containerChanged'; readonly containerId: string }
  | { readonly kind: 'networkAttached'; readonly networkId: string; readonly containerId: string }
  | { readonly kind: 'networkDetached'; readonly networkId: string; readonly containerId: string }
  | { readonly kind: 'networksChanged' }
  | { readonly kind: 'volumesChanged' }
  | { readonly kind: 'imagesChanged' };
