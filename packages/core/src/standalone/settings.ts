import type { Readiness } from '../model/probe.js';
import type { Resources, SecretRef } from '../model/spec.js';
import type { PublishedPortSpec } from '../model/standalone.js';
import type { StandaloneVolume } from './volumes-text.js';

/** Everything that an operator decides about a standalone service. A preset is one of these. */
export interface StandaloneSettings {
  /** As the operator wrote it. */
  readonly image: string;
  /** On which the container listens. */
  readonly port: number;
  readonly protocol: PublishedPortSpec['protocol'];
  /** Whether the port is open on every address of the node, too. */
  readonly isPublished: boolean;
  /** Under which it is public; null: it is not. */
  readonly hostname: string | null;
  readonly env: Readonly<Record<string, string>>;
  readonly secretRefs: readonly SecretRef[];
  readonly isHostMode: boolean;
  readonly volumes: readonly StandaloneVolume[];
  readonly isPrivileged: boolean;
  /** Kept while the service is privileged, which implies it. */
  readonly isNetAdmin: boolean;
  /** Replaces the image's command when not empty. */
  readonly command: readonly string[];
  readonly resources: Resources;
  /** Null: ready as soon as the process runs. */
  readonly readiness: Readiness | null;
}

/** What may be given for one operation: each setting replaces the one before as a whole, and what is absent stays. */
export type StandaloneOverrides = Partial<StandaloneSettings>;

/** What a service has of which nothing was said. */
export const DEFAULT_SETTINGS: Omit<StandaloneSettings, 'image' | 'port'> = {
  protocol: 'tcp',
  isPublished: false,
  hostname: null,
  env: {},
  secretRefs: [],
  isHostMode: false,
  volumes: [],
  isPrivileged: false,
  isNetAdmin: false,
  command: [],
  resources: { memoryBytes: null, cpus: null },
  readiness: null,
};

/** The names of settings in commands, in calls and in what is shown, in the order in which they are shown. */
export const SETTING_NAMES = {
  image: 'image',
  port: 'port',
  protocol: 'protocol',
  isPublished: 'publish',
  hostname: 'hostname',
  env: 'env_vars',
  secretRefs: 'secrets',
  isHostMode: 'host_mode',
  volumes: 'volumes',
  isPrivileged: 'privileged',
  isNetAdmin: 'net_admin',
  command: 'command',
  resources: 'resources',
  readiness: 'readiness',
} as const satisfies Readonly<Record<keyof StandaloneSettings, string>>;
