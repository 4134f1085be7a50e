import type { Instant } from '../model/instant.js';
import type { ServiceState } from '../model/status.js';
import type { ServiceFacts } from './facts.js';
import { isRunning } from './instance.js';
import { lastExit } from './verdict.js';
import type { Waiting } from './waiting.js';

/** Since when the service is in the state that `stateOf` says; null where no fact tells. */
export function stateSince(state: ServiceState, own: ServiceFacts, waiting: readonly Waiting[]): Instant | null {
  const { current } = own;
  switch (state) {
    case 'running':
    case 'starting':
      return current !== null && isRunning(current) ? current.container.startedAt : earliest(waiting);
    case 'unhealthy':
      return current?.history.probe?.since ?? null;
    case 'backing_off':
      return current === null ? earliest(waiting) : (lastExit(current)?.at ?? null);
    case 'failed':
    case 'stopped':
      return current?.container.finishedAt ?? null;
    case 'waiting':
    case 'pulling':
      return earliest(waiting);
  }
}

/** When what rests is tried again; null: nothing rests. */
export function nextAttemptAt(waiting: readonly Waiting[]): Instant | null {
  const moments = waiting.flatMap((each) => (each.reason === 'backoff' ? [each.until] : []));
  return moments.length === 0 ? null : Math.min(...moments);
}

function earliest(waiting: readonly Waiting[]): Instant | null {
  const moments = waiting.flatMap((each) => ('since' in each && each.since !== null ? [each.since] : []));
  return moments.length === 0 ? null : Math.min(...moments);
}
