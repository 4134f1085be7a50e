import type { DesiredState } from '@devopsellence/core';
import {
  AGENT_GATEWAY,
  duplexStream,
  encodeReport,
  HANDSHAKE_DEADLINE_MS,
  messagesOf,
  openChannel,
  parseDesiredState,
  serverStream,
  unary,
  type wire,
} from '@devopsellence/protocol';
import { systemClock } from '@devopsellence/runtime';
import type { Client, ClientDuplexStream } from '@grpc/grpc-js';
import type { SimulatedIdentity } from './identity.js';
import { observed } from './observed.js';
import { connected, stayConnected } from './stay-connected.js';

export interface AgentEvents {
  readonly onOnline: (isOnline: boolean) => void;
  /** Called as soon as the bytes are there; nothing is done with them before it resolves. */
  readonly onDocument: (bytes: number) => Promise<void>;
}

type StatusStream = ClientDuplexStream<wire.StatusMessage, wire.StatusReply__Output>;

/** What an agent says to its control plane and hears from it, with a node behind it where everything is done at once. */
export class SimulatedAgent {
  readonly #address: string;
  readonly #identity: SimulatedIdentity;
  readonly #events: AgentEvents;
  #state: DesiredState | null = null;

  constructor(address: string, identity: SimulatedIdentity, events: AgentEvents) {
    this.#address = address;
    this.#identity = identity;
    this.#events = events;
  }

  /** Stays connected until the signal aborts. */
  run(signal: AbortSignal): Promise<void> {
    return stayConnected((session, established) => this.#session(session, established), signal);
  }

  async #session(signal: AbortSignal, established: () => void): Promise<void> {
    const client = openChannel(this.#address, this.#identity);
    const parts = new AbortController();
    const end = () => parts.abort();
    signal.addEventListener('abort', end, { once: true });
    let isOnline = false;
    const onReply = () => {
      established();
      if (!isOnline) this.#events.onOnline(true);
      isOnline = true;
    };
    try {
      await connected(client);
      const { trustId } = this.#identity;
      await unary(client, AGENT_GATEWAY.GetTrust, { trustId }, { deadlineMs: HANDSHAKE_DEADLINE_MS });
      const context = { signal: parts.signal };
      const status = duplexStream(client, AGENT_GATEWAY.ReportStatus, context);
      await Promise.race([
        this.#reportStatus(status, onReply, parts.signal),
        this.#watch(client, status, parts.signal),
        ended(duplexStream(client, AGENT_GATEWAY.Tunnel, context)),
      ]);
    } finally {
      if (isOnline) this.#events.onOnline(false);
      signal.removeEventListener('abort', end);
      end();
      client.close();
    }
  }

  async #watch(client: Client, status: StatusStream, signal: AbortSignal): Promise<void> {
    const request = { acceptedRevision: this.#state?.revision ?? 0 };
    for await (const { payload } of messagesOf(
      serverStream(client, AGENT_GATEWAY.WatchDesiredState, request, { signal }),
    )) {
      await this.#events.onDocument(payload.length);
      this.#state = parseDesiredState(payload).desiredState;
      status.write({ report: encodeReport(observed(this.#state)) });
    }
  }

  async #reportStatus(stream: StatusStream, onReply: () => void, signal: AbortSignal): Promise<void> {
    stream.write({ report: encodeReport(observed(this.#state)) });
    let intervalMs = 0;
    const beat = async () => {
      while (!signal.aborted) {
        await systemClock.sleep(intervalMs, signal);
        stream.write({ heartbeat: { observedRevision: this.#state?.revision ?? 0 } });
      }
    };
    for await (const { heartbeatIntervalMs } of messagesOf(stream)) {
      const isFirst = intervalMs === 0;
      intervalMs = heartbeatIntervalMs;
      if (isFirst) void beat();
      onReply();
    }
  }
}

async function ended(stream: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of stream);
}
