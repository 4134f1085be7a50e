import type { DesiredService, ObservedContainer, PublishedPortSpec, ServiceDetail } from '@devopsellence/core';
import type { Clock, LogRing } from '@devopsellence/runtime';
import type { Diagnostician } from '../diagnosis/diagnostician.js';
import type { ContainerEngine } from '../engine/container-engine.js';
import type { UsedPort } from '../ports/used-ports.js';
import type { KnownRunState } from '../reconcile/desired-services.js';
import type { ImageResolver } from './image-resolver.js';

/** What the work on channels needs of the agent. */
export interface Workshop {
  readonly engine: ContainerEngine;
  readonly images: ImageResolver;
  readonly diagnostician: Diagnostician;
  readonly clock: Clock;
  /** What this agent logged. */
  readonly log: LogRing;
  /** Takes the values of secrets out of a text. */
  readonly redact: (text: string) => string;
  /** Containers of an environment as seen last. */
  readonly containers: (environmentId: string) => readonly ObservedContainer[];
  /** Null when the service is not desired on this node. */
  readonly desired: (environmentId: string, service: string) => DesiredService | null;
  /** How far a run of a task is. */
  readonly runState: (runId: string) => KnownRunState;
  /** How a service is on this node, also one that it is not to run any more. */
  readonly describeService: (environmentId: string, service: string) => Promise<ServiceDetail>;
  /** Restarts the container of a service in place. Rejects with `service_not_running` where there is none to restart. */
  readonly restart: (environmentId: string, service: string, signal: AbortSignal) => Promise<void>;
  /** Which of the ports the machine has in use, and by whom. */
  readonly findUsedPorts: (ports: readonly PublishedPortSpec[], signal: AbortSignal) => Promise<readonly UsedPort[]>;
  /** Whether a service that is desired here has the volume. */
  readonly wantsVolume: (name: string) => boolean;
  /** Calls back when containers may have changed. Returns how to stop that. */
  readonly onChange: (listener: () => void) => () => void;
}
