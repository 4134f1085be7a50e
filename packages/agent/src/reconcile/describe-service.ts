import type { Instant, ObservedContainer, ServiceDetail } from '@devopsellence/core';
import type { ReportFeed } from '../report-feed.js';
import type { ExitStore } from './exit-store.js';
import type { Ledger } from './ledger.js';

export interface ServiceMemory {
  readonly reports: ReportFeed;
  readonly ledger: Ledger;
  readonly exits: ExitStore;
  /** Containers of an environment as they were seen last. */
  readonly containers: (environmentId: string) => readonly ObservedContainer[];
}

/**
 * How a service is on this node, as it was reported last, with what the agent keeps to itself otherwise. Who was told of an
 * exit and asks for more of it gets its last lines, too.
 */
export async function describeService(
  { reports, ledger, exits, containers }: ServiceMemory,
  { environmentId, service, at }: { readonly environmentId: string; readonly service: string; readonly at: Instant },
): Promise<ServiceDetail> {
  await exits.arrived();
  const status = reports
    .latest()
    ?.services.find((each) => each.environmentId === environmentId && each.name === service);
  const shown = containers(environmentId).find(({ name }) => name === status?.container);
  return {
    at,
    status: status ?? null,
    probe: shown === undefined ? null : (ledger.entryOf(shown.id)?.history.probe ?? null),
    exits: exits.of(environmentId, service).map(({ containerId: _, readAt: __, ...exit }) => exit),
  };
}
