import { type AppError, toAppError } from '@devopsellence/core';
import { decodeReport, statusOf, type wire } from '@devopsellence/protocol';
import type { Logger } from '@devopsellence/runtime';
import type { handleUnaryCall, ServerDuplexStream, ServerWritableStream } from '@grpc/grpc-js';
import { registryPlace, type Vault } from '../secrets/vault.js';
import { findNodeCertificate, findRegistryForNode, newId, type Store } from '../store/index.js';
import type { DocumentSender } from './document-sender.js';
import type { LiveFleet } from './live-fleet.js';
import type { LiveTunnels } from './live-tunnels.js';
import { NodeStream, type StreamCall } from './node-stream.js';
import { nodeRefused, type PeerContext, requirePeer } from './peer.js';
import { normalRegistryHost } from './registry-host.js';
import { requireReportWithinLimits } from './report-limits.js';
import type { ReportWriter } from './report-writer.js';
import { Sessions } from './sessions.js';

export interface AgentGatewayDeps {
  readonly store: Store;
  readonly vault: Vault;
  readonly fleet: LiveFleet;
  readonly reports: ReportWriter;
  readonly documents: DocumentSender;
  readonly tunnels: LiveTunnels;
  readonly logger: Logger;
}

type DocumentCall = ServerWritableStream<wire.WatchDesiredStateRequest__Output, wire.SignedDesiredState>;
type StatusCall = ServerDuplexStream<wire.StatusMessage__Output, wire.StatusReply>;
type TunnelCall = ServerDuplexStream<wire.AgentFrame__Output, wire.ControlFrame>;
type CredentialHandler = handleUnaryCall<wire.GetRegistryCredentialRequest__Output, wire.RegistryCredential>;

/** The service that agents call. Every call belongs to the node that the client certificate names. */
export class AgentGateway {
  readonly #deps: AgentGatewayDeps;
  readonly #sessions = new Sessions();
  /** The status stream that speaks for the node: the newest. */
  readonly #statusStreams = new Map<string, NodeStream>();

  constructor(deps: AgentGatewayDeps) {
    this.#deps = deps;
  }

  /** What the gRPC server calls. */
  handlers() {
    return {
      WatchDesiredState: (call: DocumentCall) =>
        void this.#admit(call, (session) => this.#deps.documents.open(session, call)),
      ReportStatus: (call: StatusCall) => void this.#admit(call, (session) => this.#reportStatus(session, call)),
      Tunnel: (call: TunnelCall) => void this.#admit(call, (session) => this.#deps.tunnels.attach(session, call)),
      GetRegistryCredential: this.#getRegistryCredential,
    };
  }

  /** The node was removed: ends its streams and forgets what it told. Its certificate is refused from now on. */
  drop(nodeId: string): void {
    this.#sessions.close(nodeId, nodeRefused());
    this.#deps.fleet.forget(nodeId);
    this.#deps.reports.forget(nodeId);
  }

  /** Ends all streams; agents come back to the next process. */
  closeAll(reason: AppError): void {
    this.#sessions.closeAll(reason);
  }

  async #admit(call: StreamCall & { getAuthContext(): PeerContext }, serve: (session: NodeStream) => void) {
    try {
      const peer = requirePeer(call.getAuthContext());
      const session = new NodeStream(peer.nodeId, call);
      // Before the database is asked: a node that is removed meanwhile loses this stream too.
      this.#sessions.add(session);
      try {
        await this.#requireCurrent(peer.nodeId, peer.certificateFingerprint);
        if (!session.isOver) serve(session);
      } catch (error) {
        this.#deps.logger.warn({ node_id: peer.nodeId, error }, 'a node was refused');
        session.fail(error);
      }
    } catch (error) {
      call.emit('error', statusOf(toAppError(error), newId()));
    }
  }

  async #requireCurrent(nodeId: string, fingerprint: string): Promise<void> {
    const current = await findNodeCertificate(this.#deps.store.db, nodeId);
    if (current !== fingerprint) throw nodeRefused();
  }

  #reportStatus(session: NodeStream, call: StatusCall): void {
    const { nodeId } = session;
    const older = this.#statusStreams.get(nodeId);
    this.#statusStreams.set(nodeId, session);
    older?.end();
    session.onOver(() => {
      if (this.#statusStreams.get(nodeId) === session) this.#statusStreams.delete(nodeId);
    });
    call.on('data', (message: wire.StatusMessage__Output) => this.#receiveStatus(session, call, message));
    call.on('end', () => {
      if (!session.isOver) this.#deps.fleet.saidGoodbye(nodeId);
      session.end();
    });
  }

  #receiveStatus(session: NodeStream, call: StatusCall, message: wire.StatusMessage__Output): void {
    if (session.isOver) return;
    try {
      this.#noteStatus(session.nodeId, message);
      // An agent that does not read its replies gets no more of them: they must not pile up here.
      if (!call.writableNeedDrain) call.write({ heartbeatIntervalMs: this.#deps.fleet.heartbeatMs });
    } catch (error) {
      this.#deps.logger.warn({ node_id: session.nodeId, error }, 'a status message was refused');
      session.fail(error);
    }
  }

  #noteStatus(nodeId: string, { report, heartbeat }: wire.StatusMessage__Output): void {
    const { fleet, reports } = this.#deps;
    if (report) {
      requireReportWithinLimits(report);
      const decoded = decodeReport(report);
      fleet.reported(nodeId, decoded);
      reports.put(nodeId, decoded);
    } else if (heartbeat) {
      fleet.heartbeat(nodeId, heartbeat.observedRevision);
      const known = fleet.report(nodeId);
      if (known !== null) reports.touch(nodeId, known);
    }
  }

  #getRegistryCredential: CredentialHandler = (call, callback) => {
    this.#registryCredential(call.getAuthContext(), call.request.registryHost).then(
      (credential) => callback(null, credential),
      (error: unknown) => callback(statusOf(toAppError(error), newId())),
    );
  };

  /** Only what organizations with an environment on this node have set; nothing: the pull is anonymous. */
  async #registryCredential(context: PeerContext, host: string): Promise<wire.RegistryCredential> {
    const peer = requirePeer(context);
    await this.#requireCurrent(peer.nodeId, peer.certificateFingerprint);
    const registry = await findRegistryForNode(this.#deps.store.db, peer.nodeId, normalRegistryHost(host));
    if (registry === null) return { username: '', password: '' };
    return {
      username: registry.username,
      password: this.#deps.vault.open(registry.sealed, registryPlace(registry.id)),
    };
  }
}
