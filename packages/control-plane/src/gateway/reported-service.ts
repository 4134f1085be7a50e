import type { ServiceStatus } from '@devopsellence/core';
import type { Fleet } from './fleet.js';

/** What the node said last of a service; null when it has said nothing of it. */
export function reportedService(
  fleet: Fleet,
  nodeId: string,
  { environmentId, name }: Pick<ServiceStatus, 'environmentId' | 'name'>,
): ServiceStatus | null {
  const services = fleet.report(nodeId)?.services ?? [];
  return services.find((status) => status.environmentId === environmentId && status.name === name) ?? null;
}
