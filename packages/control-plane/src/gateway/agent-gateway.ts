import { type AppError, toAppError } from '@devopsellence/core';
import { statusOf, type wire } from '@devopsellence/protocol';
import type { Clock, Logger } from '@devopsellence/runtime';
import type { handleUnaryCall, ServerDuplexStream, ServerWritableStream } from '@grpc/grpc-js';
import { registryPlace, type Vault } from '../secrets/vault.js';
import { requireWellFormed } from '../server/malformed.js';
import { findRegistryForNode, newId, type Store } from '../store/index.js';
import { Admission } from './admission.js';
import type { BlobSender } from './blob-sender.js';
import type { DocumentSender } from './document-sender.js';
import type { LiveTunnels } from './live-tunnels.js';
import type { NodeIdentityCalls } from './node-identity.js';
import { NodeStream, type StreamCall } from './node-stream.js';
import { nodeRefused, type Peer, type PeerCall, requirePeer } from './peer.js';
import { normalRegistryHost } from './registry-host.js';
import type { Resumption } from './resumption.js';
import { Sessions } from './sessions.js';
import type { StatusReceiver, StatusStream } from './status-receiver.js';

export interface AgentGatewayDeps {
  readonly store: Store;
  readonly vault: Vault;
  readonly statuses: StatusReceiver;
  readonly documents: DocumentSender;
  readonly tunnels: LiveTunnels;
  readonly identityCalls: NodeIdentityCalls;
  /** A node uses another certificate. */
  readonly onIdentityChange: () => void;
  readonly clock: Clock;
  readonly blobs: BlobSender;
  readonly resumption: Resumption;
  readonly logger: Logger;
}

type DocumentCall = ServerWritableStream<wire.WatchDesiredStateRequest__Output, wire.SignedDesiredState>;
type BlobCall = ServerWritableStream<wire.FetchBlobRequest__Output, wire.BlobChunk>;
type TunnelCall = ServerDuplexStream<wire.AgentFrame__Output, wire.ControlFrame>;
type GatewayCall = StreamCall & PeerCall;

/** The service that agents call. Every call belongs to the node that the client certificate names. */
export class AgentGateway {
  readonly #deps: AgentGatewayDeps;
  readonly #sessions = new Sessions();
  readonly #admission: Admission;

  constructor(deps: AgentGatewayDeps) {
    this.#deps = deps;
    this.#admission = new Admission({ ...deps, sessions: this.#sessions });
  }

  /** What the gRPC server calls. */
  handlers() {
    const { documents, statuses, tunnels, identityCalls, blobs, resumption } = this.#deps;
    return {
      WatchDesiredState: (call: DocumentCall) =>
        void this.#admit(call, async (session) => {
          requireWellFormed(call.request);
          await resumption.heard(session.nodeId, call.request.acceptedRevision);
          if (!session.isOver) documents.open(session, call);
        }),
      ReportStatus: (call: StatusStream) =>
        void this.#admit(call, async (session) => {
          await resumption.settled(session);
          if (!session.isOver) statuses.open(session, call);
        }),
      Tunnel: (call: TunnelCall) => void this.#admit(call, (session) => tunnels.attach(session, call)),
      GetRegistryCredential: this.#unary((request: wire.GetRegistryCredentialRequest__Output, { nodeId }) =>
        this.#credential(nodeId, request),
      ),
      GetTrust: this.#unary((request: wire.GetTrustRequest__Output, peer) => identityCalls.getTrust(request, peer)),
      RenewCertificate: this.#unary((request: wire.RenewCertificateRequest__Output, peer) =>
        identityCalls.renew(request, peer),
      ),
      FetchBlob: (call: BlobCall) => void this.#admit(call, (session) => blobs.send(session, call)),
    };
  }

  /** Whether the node has a stream open. */
  isConnected(nodeId: string): boolean {
    return this.#sessions.has(nodeId);
  }

  /** How many streams agents have open. */
  get openStreams(): number {
    return this.#sessions.size;
  }

  /** The node was removed: ends its streams and forgets what it told. Its certificate is refused from now on. */
  drop(nodeId: string): void {
    this.#sessions.close(nodeId, nodeRefused());
    this.#deps.statuses.forget(nodeId);
  }

  /** Ends all streams; agents come back to the next process. */
  closeAll(reason: AppError): void {
    this.#sessions.closeAll(reason);
  }

  /** Serves the stream if its certificate is the one its node holds now. */
  async #admit(call: GatewayCall, serve: (session: NodeStream) => void | Promise<void>): Promise<void> {
    try {
      const peer = requirePeer(call);
      const session = new NodeStream(peer.nodeId, call);
      // Before the database is asked: a node that is removed meanwhile loses this stream too.
      this.#sessions.add(session);
      await this.#admission.require(peer, newId());
      session.admitted = peer;
      if (!session.isOver) await serve(session);
    } catch (error) {
      call.emit('error', statusOf(toAppError(error), this.#refused(error)));
    }
  }

  /** One call and its answer, for the node that it comes from. */
  #unary<Request extends object, Reply>(
    answer: (request: Request, peer: Peer) => Promise<Reply>,
  ): handleUnaryCall<Request, Reply> {
    return (call, callback) => {
      const admitted = async () => {
        requireWellFormed(call.request);
        const peer = requirePeer(call);
        await this.#admission.require(peer, newId());
        return await answer(call.request, peer);
      };
      admitted().then(
        (reply) => callback(null, reply),
        (error: unknown) => callback(statusOf(toAppError(error), this.#refused(error))),
      );
    };
  }

  /** Only what the organization of an environment on this node has set; nothing: the pull is anonymous. */
  async #credential(
    nodeId: string,
    { registryHost, environmentId }: wire.GetRegistryCredentialRequest__Output,
  ): Promise<wire.RegistryCredential> {
    const { store, vault } = this.#deps;
    const use = { nodeId, environmentId: environmentId || null, host: normalRegistryHost(registryHost) };
    const registry = await findRegistryForNode(store.db, use);
    if (registry === null) return { username: '', password: '' };
    return { username: registry.username, password: vault.open(registry.sealed, registryPlace(registry.id)) };
  }

  /** Logs it; returns the correlation id under which. */
  #refused(error: unknown): string {
    const correlationId = newId();
    this.#deps.logger.warn({ error, correlation_id: correlationId }, 'a call of an agent failed');
    return correlationId;
  }
}
