import type { PinnedImage } from './image.js';
import type { Readiness } from './probe.js';
import type { Dependency, NamedPort, ReplacementOrder, Resources, Role } from './spec.js';
import type { StandaloneTraits } from './standalone.js';
import type { TaskRun } from './task-run.js';

/** Everything one node must run. The revision only grows; an agent never acts on a lower one than it has accepted. */
export interface DesiredState {
  readonly nodeId: string;
  readonly revision: number;
  /** Sorted by id. Environments that are not listed must not run on the node. */
  readonly environments: readonly DesiredEnvironment[];
}

/** One environment's part on one node. */
export interface DesiredEnvironment {
  readonly id: string;
  readonly organization: string;
  readonly project: string;
  readonly name: string;
  /** Unique on the node; prefix of every container, network and volume name. */
  readonly slug: string;
  readonly releaseId: string;
  readonly deploymentId: string;
  /** A container counts as settled once it has been ready for this long. */
  readonly stableForMs: number;
  /** Sorted by name. */
  readonly services: readonly DesiredService[];
  /** Sorted by id. Runs that are not listed any more are stopped. */
  readonly taskRuns: readonly TaskRun[];
}

export interface DesiredService {
  readonly name: string;
  readonly role: Role;
  /**
   * SHA-256 (hex) over the canonical text of the definition. A container that carries it needs no replacement.
   * Made from secret version ids, never from values: a hash of a value is a guessing oracle.
   */
  readonly hash: string;
  readonly definition: ContainerDefinition;
  readonly readiness: Readiness | null;
  readonly dependsOn: readonly Dependency[];
  readonly order: ReplacementOrder;
  readonly stopGraceMs: number;
  /** An operator stopped it: its container is kept and does not run. */
  readonly isStopped?: true;
}

/** What a container is made of. Anything here that changes replaces the container. */
export interface ContainerDefinition {
  readonly image: PinnedImage;
  /** Config `command`: replaces the image's entrypoint when not empty. */
  readonly entrypoint: readonly string[];
  /** Config `args`: replaces the image's command when not empty. */
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly secrets: readonly SecretBinding[];
  readonly volumes: readonly VolumeBinding[];
  readonly ports: readonly NamedPort[];
  readonly resources: Resources;
  /** Present in a standalone service alone. The engine itself restarts its container, unless it was stopped. */
  readonly standalone?: StandaloneTraits;
}

/** The volume of that name on the engine, mounted at `target`. */
export interface VolumeBinding {
  readonly name: string;
  readonly target: string;
  readonly isReadOnly?: true;
}

/** The environment variable `env` gets the value of one version of a secret. */
export interface SecretBinding {
  readonly env: string;
  readonly secret: string;
  /** Id of the version; its value travels beside the desired state, never in it. */
  readonly versionId: string;
}

/** Values by secret version id, for the secrets that one desired state references. */
export type SecretValues = ReadonlyMap<string, string>;
