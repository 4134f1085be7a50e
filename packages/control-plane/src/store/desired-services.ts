import { compareText, type DesiredService } from '@devopsellence/core';
import type { Reader } from './database.js';
import { listPublishedEnvironments } from './desired-environments.js';
import { listStandaloneServices } from './standalone-services.js';

/**
 * What each node must run of one environment, by node id: the services of its release and the standalone ones, sorted by
 * name. A node that must run none is missing.
 */
export async function desiredServicesByNode(
  db: Reader,
  environmentId: string,
): Promise<ReadonlyMap<string, readonly DesiredService[]>> {
  const byNode = new Map<string, readonly DesiredService[]>();
  for (const { nodeId, document } of await listPublishedEnvironments(db, environmentId)) {
    byNode.set(nodeId, document.services);
  }
  for (const { nodeId, document } of await listStandaloneServices(db, environmentId)) {
    byNode.set(nodeId, [...(byNode.get(nodeId) ?? []), document]);
  }
  const sorted = [...byNode].map(([nodeId, services]) => {
    return [nodeId, services.toSorted((a, b) => compareText(a.name, b.name))] as const;
  });
  return new Map(sorted.filter(([, services]) => services.length > 0));
}
