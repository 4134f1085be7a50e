import type { Clock } from '@devopsellence/runtime';
import type { Fleet } from './fleet.js';

/** How long a node that is connected gets to take its last desired state before it is cut off. */
const FAREWELL_MS = 3_000;

export interface Farewell {
  readonly nodeId: string;
  /** Of the desired state that runs nothing. */
  readonly revision: number;
}

/**
 * Waits until the node has accepted the revision, and no longer than a few seconds; not at all when it is not online.
 * A node that is removed would otherwise go on running what it ran, with nobody left to tell it to stop.
 */
export async function acceptedFarewell(fleet: Fleet, clock: Clock, { nodeId, revision }: Farewell): Promise<void> {
  const accepted = new AbortController();
  const check = () => {
    const isThere = fleet.connection(nodeId) === 'online';
    if (!isThere || (fleet.report(nodeId)?.observedRevision ?? 0) >= revision) accepted.abort();
  };
  const stop = fleet.onChange((changed) => {
    if (changed === nodeId) check();
  });
  check();
  await clock.sleep(FAREWELL_MS, accepted.signal);
  stop();
}
