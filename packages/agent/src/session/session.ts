import { AppError } from '@devopsellence/core';
import {
  AGENT_GATEWAY,
  duplexStream,
  failureOf,
  HANDSHAKE_DEADLINE_MS,
  isServiceError,
  messagesOf,
  openChannel,
  serverStream,
} from '@devopsellence/protocol';
import type { Clock, Logger } from '@devopsellence/runtime';
import type { Client } from '@grpc/grpc-js';
import type { BlobSource } from '../images/blob-source.js';
import type { ReportFeed } from '../report-feed.js';
import type { HeldCredentials } from '../state/held-credentials.js';
import { serveTunnel } from '../tunnel/serve-tunnel.js';
import type { Workshop } from '../tunnel/workshop.js';
import type { AcceptedState } from './accepted-state.js';
import { IdentityKeeper } from './identity-keeper.js';
import type { RegistryCredentials } from './registry-credentials.js';
import { reportStatus } from './reporter.js';

export interface SessionOptions {
  readonly held: HeldCredentials;
  readonly accepted: AcceptedState;
  readonly reports: ReportFeed;
  readonly registryCredentials: RegistryCredentials;
  readonly blobs: BlobSource;
  readonly workshop: Workshop;
  readonly clock: Clock;
  readonly random: () => number;
  readonly logger: Logger;
}

/**
 * One whole session with the control plane at `address`: desired states in, status out, channels served. When any part of
 * it ends all of it ends, and it rejects with the reason. Resolves when the signal aborts.
 */
export async function runSession(
  options: SessionOptions,
  address: string,
  established: () => void,
  signal: AbortSignal,
): Promise<void> {
  const { held, registryCredentials, blobs } = options;
  const client = openGateway(address, held);
  const keeper = new IdentityKeeper({ ...options, client, connect: () => openGateway(address, held) });
  const parts = new AbortController();
  const end = () => parts.abort();
  signal.addEventListener('abort', end, { once: true });
  try {
    await connected(client, address, signal);
    if (signal.aborted) return;
    await keeper.fetchTrust(parts.signal);
    registryCredentials.use(client);
    blobs.use(client);
    const reporting = report(options, client, {
      onReply: (trustId) => {
        keeper.heard(trustId);
        established();
      },
      signal: parts.signal,
    });
    await Promise.race([
      watchDesiredState(options, client, parts.signal),
      serveTunnel(duplexStream(client, AGENT_GATEWAY.Tunnel, { signal: parts.signal }), options, parts.signal),
      reporting,
      keeper.run(parts.signal),
    ]).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
    if (!signal.aborted) throw ended();
    await reporting;
  } catch (error) {
    if (!signal.aborted) throw isServiceError(error) ? failureOf(error) : error;
  } finally {
    registryCredentials.use(null);
    blobs.use(null);
    signal.removeEventListener('abort', end);
    end();
    client.close();
  }
}

function openGateway(address: string, { current, identity }: HeldCredentials): Client {
  const certificateAuthority = identity.trust.certificateAuthorities.join('\n');
  return openChannel(address, {
    certificate: identity.certificate,
    certificateAuthority,
    privateKey: current.privateKey,
  });
}

/** Resolves early when the signal aborts. */
function connected(client: Client, address: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => resolve();
    signal.addEventListener('abort', giveUp, { once: true });
    client.waitForReady(Date.now() + HANDSHAKE_DEADLINE_MS, (error) => {
      signal.removeEventListener('abort', giveUp);
      if (error === undefined) resolve();
      else reject(unreachable(address, error));
    });
  });
}

function unreachable(address: string, cause: Error): AppError {
  return new AppError('control_plane_unavailable', { message: `cannot connect to the gateway ${address}`, cause });
}

async function watchDesiredState({ accepted }: SessionOptions, client: Client, signal: AbortSignal): Promise<void> {
  const request = { acceptedRevision: accepted.revision };
  const documents = serverStream(client, AGENT_GATEWAY.WatchDesiredState, request, { signal });
  for await (const signed of messagesOf(documents)) await accepted.offer(signed);
}

function report(
  options: SessionOptions,
  client: Client,
  { onReply, signal }: { readonly onReply: (trustId: string) => void; readonly signal: AbortSignal },
): Promise<void> {
  // Not cancelled by the signal: its goodbye comes after that. It ends with the client at the latest.
  const stream = duplexStream(client, AGENT_GATEWAY.ReportStatus);
  const observedRevision = () => options.accepted.revision;
  return reportStatus({ ...options, stream, observedRevision, onReply }, signal);
}

function ended(): AppError {
  return new AppError('control_plane_unavailable', { message: 'the control plane ended the session' });
}
