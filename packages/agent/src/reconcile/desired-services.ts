import type { DesiredService, DesiredState } from '@devopsellence/core';

/** The services of a desired state, found by environment and name, and its runs of tasks. */
export class DesiredServices {
  /** Ids of the runs of tasks. */
  readonly runIds: ReadonlySet<string>;
  readonly #services: ReadonlyMap<string, DesiredService>;

  /** Null: nothing was ever asked of this node. */
  constructor(desiredState: DesiredState | null) {
    const environments = desiredState?.environments ?? [];
    this.runIds = new Set(environments.flatMap(({ taskRuns }) => taskRuns.map(({ id }) => id)));
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

  wantsVolume(name: string): boolean {
    return [...this.#services.values()].some(({ definition }) => definition.volumes.some((each) => each.name === name));
  }
}

function keyOf(environmentId: string, service: string): string {
  return `${environmentId}/${service}`;
}
