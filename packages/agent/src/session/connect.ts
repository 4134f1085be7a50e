import { runSessions } from '@devopsellence/runtime';
import type { NodeIdentity } from '../state/identity.js';
import { lifeOf } from './certificate-life.js';
import { runSession, type SessionOptions } from './session.js';
import type { SessionHealth } from './session-health.js';

const BACKOFF = { baseMs: 500, capMs: 15_000 };

/** Keeps a session with the control plane until the signal aborts, trying its addresses in turn. */
export function stayConnected(
  options: SessionOptions & { readonly health: SessionHealth; readonly stateDir: string },
  signal: AbortSignal,
): Promise<void> {
  const { held, stateDir, clock, random, logger, health } = options;
  let attempt = 0;
  return runSessions(
    {
      session: async (session, established) => {
        // It may have joined again meanwhile.
        await held.refresh();
        if (session.aborted) return;
        const { gatewayAddresses } = held.identity;
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
        await runSession(options, address, onReply, session);
      },
      onEnd: (error, retryInMs) => {
        attempt += 1;
        const message = error instanceof Error ? error.message : String(error);
        health.failed({ at: clock.now(), message });
        logger.warn({ error: message, retryInMs }, 'no session with the control plane');
        if (lifeOf(held.identity.certificate).notAfter <= clock.now())
          logger.error({}, ranOut(held.identity, stateDir));
      },
      backoff: BACKOFF,
      clock,
      random,
    },
    signal,
  );
}

function ranOut({ nodeName }: NodeIdentity, stateDir: string): string {
  return (
    'the certificate of this node has run out: what runs here runs on, but the control plane takes no call of it. ' +
    `Type devopsellence node rejoin ${nodeName}, then here devopsellence-agent join HOST:PORT --token TOKEN ` +
    `--state-dir ${stateDir}; no restart is needed`
  );
}
