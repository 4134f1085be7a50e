import { HANDSHAKE_DEADLINE_MS } from '@devopsellence/protocol';
import { runSessions, type SessionLoopOptions, systemClock } from '@devopsellence/runtime';
import type { Client } from '@grpc/grpc-js';

/** As the agent's own. */
const BACKOFF = { baseMs: 500, capMs: 15_000 };

/** One session after the other until the signal aborts, with an agent's pauses between them. */
export function stayConnected(session: SessionLoopOptions['session'], signal: AbortSignal): Promise<void> {
  const onEnd = () => undefined;
  return runSessions({ session, onEnd, backoff: BACKOFF, clock: systemClock, random: Math.random }, signal);
}

/** Rejects when there is no connection in time. */
export function connected(client: Client): Promise<void> {
  return new Promise((resolve, reject) => {
    client.waitForReady(Date.now() + HANDSHAKE_DEADLINE_MS, (error) => {
      if (error === undefined) resolve();
      else reject(error);
    });
  });
}
