import { AGENT_GATEWAY, messagesOf, openChannel, serverStream } from '@devopsellence/protocol';
import type { SimulatedIdentity } from './identity.js';
import type { AgentEvents } from './simulated-agent.js';
import { connected, stayConnected } from './stay-connected.js';

/** The other end of a raw broadcast: one stream, on which nothing but documents come. Until the signal aborts. */
export function watch(
  { address, identity }: { readonly address: string; readonly identity: SimulatedIdentity },
  events: AgentEvents,
  signal: AbortSignal,
): Promise<void> {
  return stayConnected(async (session) => {
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
      for await (const { payload } of messagesOf(documents)) await events.onDocument(payload.length);
    } finally {
      if (isOnline) events.onOnline(false);
      client.close();
    }
  }, signal);
}
