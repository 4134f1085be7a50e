import { runSessions } from '@devopsellence/runtime';
import { runSession, type SessionOptions } from './session.js';
import type { SessionHealth } from './session-health.js';

const BACKOFF = { baseMs: 500, capMs: 15_000 };

/** Keeps a session with the control plane until the signal aborts, trying its addresses in turn. */
export function stayConnected(
  options: SessionOptions & { readonly health: SessionHealth },
  signal: AbortSignal,
): Promise<void> {
  const { gatewayAddresses } = options.credentials.identity;
  const { clock, random, logger, health } = options;
  let attempt = 0;
  return runSessions(
    {
      session: (session, established) => {
        const address = gatewayAddresses[attempt % gatewayAddresses.length] ?? '';
        let isFirst = true;
        const onReply = () => {
          if (isFirst) {
            health.connected(clock.now());
            logger.info({ address }, 'connected to the control plane');
          }
          isFirst = false;
          established();
        };
        return runSession(options, address, onReply, session);
      },
      onEnd: (error, retryInMs) => {
        attempt += 1;
        const message = error instanceof Error ? error.message : String(error);
        health.failed({ at: clock.now(), message });
        logger.warn({ error: message, retryInMs }, 'no session with the control plane');
      },
      backoff: BACKOFF,
      clock,
      random,
    },
    signal,
  );
}
