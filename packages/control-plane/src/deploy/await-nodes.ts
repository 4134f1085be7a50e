import type { Clock } from '@devopsellence/runtime';
import type { Fleet } from '../gateway/fleet.js';

/** Agents come back within their longest backoff, 15 s, and some time for the session. */
const RECONNECT_MS = 20_000;

export interface AwaitNodesDeps {
  readonly fleet: Fleet;
  readonly clock: Clock;
  /** When this control plane started. */
  readonly startedAt: number;
}

/**
 * Just after a start of the control plane nobody is online yet, and a deploy would be refused for nothing. Resolves once all
 * of the nodes are online, and at the latest when an agent that is there would have come back.
 */
export async function awaitNodes(
  { fleet, clock, startedAt }: AwaitNodesDeps,
  nodeIds: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const leftMs = startedAt + RECONNECT_MS - clock.now();
  const areOnline = () => nodeIds.every((nodeId) => fleet.connection(nodeId) === 'online');
  if (leftMs <= 0 || areOnline()) return;
  const done = new AbortController();
  const stopListening = fleet.onChange(() => {
    if (areOnline()) done.abort();
  });
  await clock.sleep(leftMs, AbortSignal.any([signal, done.signal]));
  stopListening();
}
