import type { StandaloneService } from '../client/standalone-client.js';
import type { ShownState } from '../client/status.js';

export interface StandaloneState {
  readonly state: ShownState;
  readonly isReady: boolean;
}

/** How a standalone service is, also before its node has reported it. */
export function shownState({ status, connection, isStopped }: StandaloneService): StandaloneState {
  if (status !== null) return { state: status.state, isReady: status.ready };
  if (connection === 'offline') return { state: 'unknown', isReady: false };
  return { state: isStopped ? 'stopped' : 'waiting', isReady: false };
}
