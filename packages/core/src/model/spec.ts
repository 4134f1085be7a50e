import type { Readiness } from './probe.js';

/** Decides on which nodes a service runs: a node needs a label of the same name. */
export type Role = 'web' | 'worker';

/** The config resolved for one environment: every default applied, nothing left to choose but nodes and digests. */
export interface EnvironmentSpec {
  readonly organization: string;
  readonly project: string;
  readonly environment: string;
  /** Sorted by name. */
  readonly services: readonly ServiceSpec[];
  /** Sorted by name. */
  readonly tasks: readonly TaskSpec[];
  readonly ingress: IngressSpec | null;
  readonly rollout: RolloutSpec;
}

export interface ServiceSpec {
  readonly name: string;
  readonly role: Role;
  /** An image reference as the user wrote it; null means the app image, built or given at deploy. */
  readonly image: string | null;
  /** Replaces the image's entrypoint when not empty. */
  readonly command: readonly string[];
  /** Replaces the image's command when not empty. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly secretRefs: readonly SecretRef[];
  readonly ports: readonly NamedPort[];
  readonly volumes: readonly VolumeMount[];
  /** Null: ready as soon as the process runs. */
  readonly readiness: Readiness | null;
  readonly dependsOn: readonly Dependency[];
  readonly resources: Resources;
  /** From SIGTERM to SIGKILL. */
  readonly stopGraceMs: number;
  readonly placement: PlacementSpec;
  readonly order: ReplacementOrder;
}

/** start-first keeps the old container until the new one is ready; stop-first never runs two at once. */
export type ReplacementOrder = 'start-first' | 'stop-first';

/** The environment variable `name` gets the value of the secret `secret`. */
export interface SecretRef {
  readonly name: string;
  readonly secret: string;
}

export interface NamedPort {
  readonly name: string;
  readonly port: number;
}

export interface VolumeMount {
  /** Name of a volume of the environment. */
  readonly source: string;
  readonly target: string;
}

export interface Dependency {
  readonly service: string;
  readonly condition: 'ready' | 'started';
  /** Null: waits as long as the deployment may take. */
  readonly timeoutMs: number | null;
}

export interface Resources {
  readonly memoryBytes: number | null;
  readonly cpus: number | null;
}

export interface PlacementSpec {
  /** All must be on the node, in addition to the role. */
  readonly labels: readonly string[];
  /** Null: every matching node. */
  readonly count: number | null;
}

/** The task that runs once in every deployment; any other has a schedule. */
export const RELEASE_TASK = 'release';

export interface TaskSpec {
  readonly name: string;
  readonly service: string;
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly dependsOn: readonly Dependency[];
  /** Null: of the release task. */
  readonly schedule: TaskSchedule | null;
}

/** When a task runs by itself. */
export interface TaskSchedule {
  /** Five fields. */
  readonly cron: string;
  /** IANA name, as in `Europe/Berlin`. */
  readonly timeZone: string;
  /** What becomes of a run that still goes on when the next one is due: it is left alone, or ended. */
  readonly overlap: Overlap;
}

export const OVERLAPS = ['forbid', 'replace'] as const;

export type Overlap = (typeof OVERLAPS)[number];

export interface IngressSpec {
  readonly hosts: readonly string[];
  readonly rules: readonly IngressRule[];
  readonly tls: {
    readonly mode: 'auto' | 'manual' | 'off';
    readonly email: string | null;
    readonly caDirectoryUrl: string | null;
    /** A PEM file on the node with the root of a private authority; null: the system's roots. */
    readonly caRootFile: string | null;
  };
  readonly redirectHttp: boolean;
}

export interface IngressRule {
  readonly host: string;
  readonly pathPrefix: string;
  readonly service: string;
  readonly port: string;
}

export interface RolloutSpec {
  /** How many nodes may be changing at the same time. */
  readonly maxUnavailable: number;
  /** Between one batch of nodes and the next. */
  readonly pauseMs: number;
  /** A service counts as settled once it has been ready for this long without a restart. */
  readonly stableForMs: number;
  /** Per node. */
  readonly healthDeadlineMs: number;
  /** For the whole deployment. */
  readonly deadlineMs: number;
  readonly onFailure: 'rollback' | 'stop';
}
