import type { Clock, Logger } from '@devopsellence/runtime';
import type { DesiredStateFeed } from './gateway/desired-state-feed.js';
import type { Fleet } from './gateway/fleet.js';
import type { Tunnels } from './gateway/tunnel-channel.js';
import type { ImageCatalogue } from './images/uploaded-images.js';
import type { OperatorHandlers } from './operator/handler.js';
import type { PendingChanges } from './operator/pending-changes.js';
import type { Store } from './store/index.js';

/** What the parts of the control plane work with. Made once, in `control-plane.ts`. */
export interface Services {
  readonly store: Store;
  readonly fleet: Fleet;
  readonly feed: DesiredStateFeed;
  readonly tunnels: Tunnels;
  readonly images: ImageCatalogue;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * The part that deploys, runs tasks, keeps standalone services, and tells how all that is: `deploy/`, `tasks/`,
 * `standalone/`, `status/` and their handlers.
 */
export interface DeployPart {
  readonly handlers: Pick<
    OperatorHandlers,
    | 'Deploy'
    | 'Apply'
    | 'ListReleases'
    | 'GetRelease'
    | 'Rollback'
    | 'ListDeployments'
    | 'CancelDeployment'
    | 'WatchDeployment'
    | 'ListTasks'
    | 'RunTask'
    | 'ListTaskRuns'
    | 'GetTaskRun'
    | 'CreateStandaloneService'
    | 'UpdateStandaloneService'
    | 'RestoreStandaloneService'
    | 'DeleteStandaloneService'
    | 'SwitchStandaloneService'
    | 'ListStandaloneServices'
    | 'ListPresets'
    | 'DeletePreset'
    | 'GetStatus'
    | 'GetFleetStatus'
    | 'Logs'
    | 'Exec'
  >;
  readonly pendingChanges: PendingChanges;
  /**
   * Drives deployments, runs of tasks and operations on services that go on, those of an earlier process too, until the
   * signal aborts. Resolves when it has ended.
   */
  run(signal: AbortSignal): Promise<void>;
}

export type CreateDeployPart = (services: Services) => DeployPart;
