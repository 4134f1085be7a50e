import type { ObservedContainer } from '@devopsellence/core';
import type { DesiredServices } from './desired-services.js';
import type { Ledger } from './ledger.js';
import type { ProbeTarget } from './prober.js';

/** What is to be checked: running containers of desired services that have a check. */
export function probeTargets(
  containers: readonly ObservedContainer[],
  services: DesiredServices,
  ledger: Ledger,
): readonly ProbeTarget[] {
  return containers.flatMap((container) => {
    const { id: containerId, environmentId, service, state, address, startedAt } = container;
    const readiness = ledger.readinessOf(containerId);
    if (state !== 'running' || address === null || startedAt === null || readiness === null) return [];
    return services.find(environmentId, service) === null ? [] : [{ containerId, address, startedAt, readiness }];
  });
}
