import type { DesiredService, DesiredState, TaskOutcome, TaskRun } from '@devopsellence/core';

/** `unknown`: not desired here, or not any more. */
export type KnownRunState = 'unknown' | 'open' | 'ended';

/** The services of a desired state, found by environment and name, and its runs of tasks. */
export class DesiredServices {
  /** Ids of the runs of tasks. */
  readonly runIds: ReadonlySet<string>;
  readonly #runs: ReadonlyMap<string, TaskRun>;
  readonly #services: ReadonlyMap<string, DesiredService>;

  /** Null: nothing was ever asked of this node. */
  constructor(desiredState: DesiredState | null) {
    const environments = desiredState?.environments ?? [];
    this.#runs = new Map(environments.flatMap(({ taskRuns }) => taskRuns.map((run) => [run.id, run])));
    this.runIds = new Set(this.#runs.keys());
    this.#services = new Map(
      environments.flatMap(({ id, services }) =>
        services.map((service) => [keyOf(id, service.name), service] as const),
      ),
    );
  }

  /** Null when it is not desired here. */
  find(environmentId: string, service: string): DesiredService | null {
    return this.#services.get(keyOf(environmentId, service)) ?? null;
  }

  /** How far a run is, where `outcomes` are those that this agent remembers. */
  runState(runId: string, outcomes: ReadonlyMap<string, TaskOutcome>): KnownRunState {
    const run = this.#runs.get(runId);
    if (run === undefined) return 'unknown';
    return (outcomes.get(runId) ?? run.outcome) === null ? 'open' : 'ended';
  }

  wantsVolume(name: string): boolean {
    return [...this.#services.values()].some(({ definition }) => definition.volumes.some((each) => each.name === name));
  }
}

function keyOf(environmentId: string, service: string): string {
  return `${environmentId}/${service}`;
}
