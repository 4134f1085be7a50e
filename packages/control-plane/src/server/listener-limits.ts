import type { SecureServerOptions } from 'node:http2';
import { HANDSHAKE_DEADLINE_MS } from '@devopsellence/protocol';
import type { ServerOptions } from '@grpc/grpc-js';

/** What strangers and broken clients may cost one listener. */
export interface ListenerLimits {
  readonly maxConnections: number;
  /** From the connection to the end of its TLS handshake. */
  readonly handshakeMs: number;
  /** From the start of a call to the end of its request, where the request is one message. */
  readonly requestMs: number;
  /** A connection without a call is closed after this long. */
  readonly idleMs: number;
  /** A connection to which nothing was written for this long is closed, whatever state it is in. Longer than a ping takes. */
  readonly quietMs: number;
}

/** Agents hold one connection each. */
export const AGENT_LIMITS: ListenerLimits = limitsFor(20_000);
export const OPERATOR_LIMITS: ListenerLimits = limitsFor(4_000);

/** An agent holds three streams, and asks for a few more at once at most. */
const MAX_STREAMS_PER_CONNECTION = 100;
/** A call has a dozen headers. Their bytes are limited by Node.js itself, to 64 KiB. */
const MAX_HEADERS = 64;

/** Limits of the TLS and HTTP/2 layers below gRPC. */
export function transportLimits({ handshakeMs }: ListenerLimits): SecureServerOptions {
  return {
    handshakeTimeout: handshakeMs,
    maxHeaderListPairs: MAX_HEADERS,
    settings: { maxConcurrentStreams: MAX_STREAMS_PER_CONNECTION },
  };
}

/** Limits that gRPC itself keeps. */
export function callLimits({ idleMs }: ListenerLimits): Partial<ServerOptions> {
  // Bookkeeping that costs memory for every connection and that nobody reads. It is also how a server of gRPC cuts off its
  // sessions: here the listener does that.
  return { 'grpc.max_connection_idle_ms': idleMs, 'grpc.enable_channelz': 0 };
}

function limitsFor(maxConnections: number): ListenerLimits {
  return { maxConnections, handshakeMs: HANDSHAKE_DEADLINE_MS, requestMs: 30_000, idleMs: 60_000, quietMs: 45_000 };
}
