import {
  type DesiredService,
  type Instant,
  pinOf,
  type ServiceStatus,
  toIso,
  type WaitingStatus,
} from '@devopsellence/core';
import type { Fleet } from '../gateway/fleet.js';
import type { Node } from '../store/index.js';

/** Why a node keeps what it runs, as people read it, with what goes on. */
export const HELD =
  'held: the restored control plane knows an older release; devopsellence deploy publishes a new one, devopsellence apply that older one';

/** What a node is to run of one environment, seen through what it reports. */
export interface NodePart {
  readonly node: Pick<Node, 'id' | 'heldAt'>;
  readonly environmentId: string;
  readonly desired: readonly DesiredService[];
}

/** The environment's services on the node: as reported, or as waiting for the node's first word on them. */
export function servicesOf({ node, environmentId, desired }: NodePart, fleet: Fleet): readonly ServiceStatus[] {
  const reported = (fleet.report(node.id)?.services ?? []).filter((status) => status.environmentId === environmentId);
  const byName = new Map(reported.map((status) => [status.name, status]));
  const known = new Set(desired.map((service) => service.name));
  return [
    ...desired.map((service) => byName.get(service.name) ?? notReported(service, environmentId)),
    ...reported.filter((status) => !known.has(status.name)),
  ].map((status) => asSeen(status, node, fleet));
}

/**
 * A status as it may be shown: what a node that is not heard of said last is no longer known to be true, so that nothing
 * on it counts as ready. What a node that is held runs is not what it is to run, however well.
 */
export function asSeen(
  status: ServiceStatus,
  { id, heldAt }: Pick<Node, 'id' | 'heldAt'>,
  fleet: Fleet,
): ServiceStatus {
  const connection = fleet.connection(id);
  if (connection === 'online') return heldAt === null ? status : asHeld(status, heldAt);
  const since = fleet.lastSeen(id);
  const words = connection === 'offline' ? 'node offline' : 'node not heard of';
  const reason = connection === 'offline' ? 'node_offline' : 'node_stale';
  const waiting: WaitingStatus = { reason, subject: 'node', detail: `${words}${sinceText(since)}`, since };
  const unknown = { ready: false, settled: false, lostDependencies: [] };
  return { ...status, ...unknown, waitingOn: [waiting, ...status.waitingOn] };
}

function asHeld(status: ServiceStatus, since: Instant): ServiceStatus {
  const waiting: WaitingStatus = { reason: 'held', subject: 'node', detail: HELD, since };
  return { ...status, settled: false, waitingOn: [waiting, ...status.waitingOn] };
}

function sinceText(since: Instant | null): string {
  return since === null ? '' : ` since ${toIso(since)}`;
}

function notReported({ name, role, definition }: DesiredService, environmentId: string): ServiceStatus {
  const waiting = { reason: 'report', subject: 'node', detail: 'not reported by the node yet', since: null };
  return {
    environmentId,
    name,
    isStandalone: definition.standalone !== undefined,
    role,
    state: 'waiting',
    stateSince: null,
    ready: false,
    settled: false,
    failing: false,
    restarts: 0,
    recentRestarts: 0,
    restartWindowMs: 0,
    nextAttemptAt: null,
    lastExit: null,
    container: '',
    hash: '',
    image: definition.image.reference,
    imageDigest: pinOf(definition.image),
    address: '',
    waitingOn: [waiting],
    lostDependencies: [],
    lastError: '',
  };
}
