import type { Instant } from '../model/instant.js';
import type { ProbeResult } from '../model/observation.js';

/** What waits: a service, or a run of a task. */
export interface WaitingOwner {
  readonly environmentId: string;
  /** The service, or the task. */
  readonly service: string;
  /** Id of the run, when it is one. */
  readonly run?: string;
}

/** Why something the desired state asks for is not happening yet. "Not now" is data, never a silent return. */
export type Waiting = WaitingOwner &
  (
    | { readonly reason: 'image'; readonly image: string; readonly detail: string; readonly since: Instant | null }
    | {
        readonly reason: 'dependency';
        readonly dependency: string;
        readonly condition: 'ready' | 'started';
        readonly detail: string;
        readonly since: Instant | null;
        /** The newest check of it; null when none was made since it started. */
        readonly probe: ProbeResult | null;
      }
    | { readonly reason: 'start'; readonly container: string; readonly since: Instant | null }
    | {
        readonly reason: 'readiness';
        readonly container: string;
        readonly detail: string;
        readonly since: Instant;
        /** The newest check; null when none was made since it started. */
        readonly probe: ProbeResult | null;
      }
    | { readonly reason: 'stability'; readonly container: string; readonly since: Instant; readonly until: Instant }
    /** It is stable, and gets the name of its service on the network. */
    | { readonly reason: 'name'; readonly container: string; readonly since: Instant | null }
    | { readonly reason: 'backoff'; readonly detail: string; readonly attempts: number; readonly until: Instant }
    /** A task has to succeed before the service changes. */
    | { readonly reason: 'task'; readonly task: string; readonly detail: string; readonly since: Instant | null }
    /** A task runs. */
    | { readonly reason: 'end'; readonly container: string; readonly since: Instant; readonly until: Instant }
    /** It stops once what depends on it has: the service, or the task, that it waits for. */
    | {
        readonly reason: 'dependant';
        readonly container: string;
        readonly dependant: string;
        readonly since: Instant | null;
      }
    | { readonly reason: 'stop'; readonly container: string; readonly since: Instant | null }
  );
