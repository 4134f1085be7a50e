import type { DesiredEnvironment, DesiredService } from '../model/desired-state.js';
import type { PinnedImage } from '../model/image.js';
import type { TaskRun } from '../model/task-run.js';

/** The catalogue of effects on the engine. A member added here must be answered by every executor and describer. */
export interface ActionArgs {
  /** Creates the environment's network; one that exists already is fine. */
  readonly createNetwork: { readonly environmentId: string; readonly network: string };
  readonly removeNetwork: { readonly networkId: string; readonly network: string };
  /** Creates a named volume; one that exists already is fine. Volumes are never removed by the planner. */
  readonly createVolume: { readonly environmentId: string; readonly volume: string };
  readonly pullImage: { readonly environmentId: string; readonly image: PinnedImage };
  /**
   * Creates the container under its name and starts it; a leftover of that name that never ran is replaced. `isNamed`:
   * others on the network find it by the name of its service from its start on.
   */
  readonly createContainer: {
    readonly environment: DesiredEnvironment;
    readonly service: DesiredService;
    readonly container: string;
    readonly isNamed: boolean;
  };
  /** Creates and starts the container of a task's run; one that exists already is another's: it is not replaced. */
  readonly createTaskContainer: {
    readonly environment: DesiredEnvironment;
    readonly run: TaskRun;
    readonly container: string;
  };
  /**
   * Lets others on the network find a running container by the name of its service; null: by none. Its connections stall
   * for a moment and go on. One that is off the network is put on it.
   */
  readonly nameContainer: {
    readonly containerId: string;
    readonly container: string;
    readonly place: NetworkPlace;
    readonly name: string | null;
  };
  readonly startContainer: { readonly containerId: string; readonly container: string };
  readonly stopContainer: { readonly containerId: string; readonly container: string; readonly graceMs: number };
  /**
   * Removes a container, stopping it first within the grace time. Its volumes stay. Where `leaves` says so it gives up the
   * name of its service before: who has just asked for that still gets an answer, and nobody new comes.
   */
  readonly removeContainer: {
    readonly containerId: string;
    readonly container: string;
    readonly graceMs: number;
    readonly leaves: NetworkPlace | null;
  };
}

/** Where a container is on the network of its environment. */
export interface NetworkPlace {
  readonly network: string;
  /** Null: any address, for one that has none. */
  readonly address: string | null;
}

export type ActionKind = keyof ActionArgs;

/** One idempotent effect on the engine. The `key` names its target: one action per key runs at a time. */
export type Action<K extends ActionKind = ActionKind> = {
  [P in K]: { readonly kind: P; readonly key: string } & ActionArgs[P];
}[K];
