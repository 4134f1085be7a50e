import type { DesiredService } from '../model/desired-state.js';
import { engineReference } from '../model/image.js';
import type { ContainerHistory, Observation, ObservedContainer } from '../model/observation.js';

import { anObservation, ENVIRONMENT_ID, SLUG } from './builders.js';

/** An observed container with what is remembered of it; null when nothing is. */
export type Seen = readonly [ObservedContainer, ContainerHistory | null];

/** What is seen on a node where everything but containers is there for these services: only `seen` runs. */
export function preparedFor(
  services: readonly DesiredService[],
  seen: readonly Seen[] = [],
  overrides: Partial<Observation> = {},
): Observation {
  const running = seen.filter(([container]) => container.state === 'running').length;
  return anObservation({
    containers: seen.map(([container]) => container),
    histories: new Map(seen.flatMap(([{ id }, history]) => (history === null ? [] : [[id, history] as const]))),
    networks: [
      { id: `id-of-${SLUG}`, name: SLUG, environmentId: ENVIRONMENT_ID, attached: running, keepsAddresses: true },
    ],
    volumes: services.flatMap((service) => service.definition.volumes.map((mount) => mount.name)),
    images: new Set(services.map((service) => engineReference(service.definition.image))),
    ...overrides,
  });
}
