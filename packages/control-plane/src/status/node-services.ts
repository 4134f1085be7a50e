import {
  type DesiredEnvironment,
  type DesiredService,
  type Instant,
  pinOf,
  type ServiceStatus,
  toIso,
  type WaitingStatus,
} from '@devopsellence/core';
import type { Fleet } from '../gateway/fleet.js';

/** What is published to a node of one environment, seen through what the node reports. */
export interface NodePart {
  readonly nodeId: string;
  readonly environmentId: string;
  /** Null: nothing of the environment is desired on the node. */
  readonly document: DesiredEnvironment | null;
}

/** The environment's services on the node: as reported, or as waiting for the node's first word on them. */
export function servicesOf({ nodeId, environmentId, document }: NodePart, fleet: Fleet): readonly ServiceStatus[] {
  const reported = (fleet.report(nodeId)?.services ?? []).filter((status) => status.environmentId === environmentId);
  const desired = document?.services ?? [];
  const byName = new Map(reported.map((status) => [status.name, status]));
  const known = new Set(desired.map((service) => service.name));
  return [
    ...desired.map((service) => byName.get(service.name) ?? notReported(service, environmentId)),
    ...reported.filter((status) => !known.has(status.name)),
  ].map((status) => asSeen(status, nodeId, fleet));
}

/**
 * A status as it may be shown: what a node that is not heard of said last is no longer known to be true, so that nothing
 * on it counts as ready.
 */
export function asSeen(status: ServiceStatus, nodeId: string, fleet: Fleet): ServiceStatus {
  const connection = fleet.connection(nodeId);
  if (connection === 'online') return status;
  const since = fleet.lastSeen(nodeId);
  const words = connection === 'offline' ? 'node offline' : 'node not heard of';
  const reason = connection === 'offline' ? 'node_offline' : 'node_stale';
  const waiting: WaitingStatus = { reason, subject: 'node', detail: `${words}${sinceText(since)}`, since };
  return { ...status, ready: false, settled: false, waitingOn: [waiting, ...status.waitingOn] };
}

function sinceText(since: Instant | null): string {
  return since === null ? '' : ` since ${toIso(since)}`;
}

function notReported({ name, role, definition }: DesiredService, environmentId: string): ServiceStatus {
  const waiting = { reason: 'report', subject: 'node', detail: 'not reported by the node yet', since: null };
  return {
    environmentId,
    name,
    role,
    state: 'waiting',
    ready: false,
    settled: false,
    failing: false,
    restarts: 0,
    container: '',
    hash: '',
    image: definition.image.reference,
    imageDigest: pinOf(definition.image),
    address: '',
    waitingOn: [waiting],
    lastError: '',
  };
}
