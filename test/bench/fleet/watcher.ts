import { AGENT_GATEWAY, messagesOf, openChannel, serverStream } from '@devopsellence/protocol';
import { runSessions, systemClock } from '@devopsellence/runtime';
import type { SimulatedIdentity } from './identity.js';
import { type AgentEvents, connected } from './simulated-agent.js';

const BACKOFF = { baseMs: 500, capMs: 15_000 };

/** The other end of a raw broadcast: one stream, on which nothing but documents come. Until the signal aborts. */
export function watch(
  { address, identity }: { readonly address: string; readonly identity: SimulatedIdentity },
  events: AgentEvents,
  signal: AbortSignal,
): Promise<void> {
  return runSessions(
    {
      session: async (session) => {
        const client = openChannel(address, identity);
        let isOnline = false;
        try {
          await connected(client);
          const request = { acceptedRevision: 0 };
          const documents = serverStream(client, AGENT_GATEWAY.WatchDesiredState, request, { signal: session });
          documents.once('metadata', () => {
            isOnline = true;
            events.onOnline(true);
          });
          for await (const { payload } of messagesOf(documents)) events.onDocument(payload.length);
        } finally {
          if (isOnline) events.onOnline(false);
          client.close();
        }
      },
      onEnd: () => undefined,
      backoff: BACKOFF,
      clock: systemClock,
      random: Math.random,
    },
    signal,
  );
}
