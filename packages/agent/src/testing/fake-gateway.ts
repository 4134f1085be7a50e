import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { AppError, type NodeReport } from '@devopsellence/core';
import {
  AGENT_GATEWAY,
  type DesiredStateDocument,
  decodeReport,
  ENROLLMENT,
  fingerprintOf,
  formatToken,
  mintToken,
  SERVER_OPTIONS,
  serializeDesiredState,
  signPayload,
  statusOf,
  type Trust,
  type wire,
} from '@devopsellence/protocol';
import {
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type ServerUnaryCall,
  type ServerWritableStream,
  type sendUnaryData,
} from '@grpc/grpc-js';
import type { NodeCredentials } from '../state/identity.js';
import { EventChannel } from './event-channel.js';
import { TestAuthority } from './test-authority.js';

type WatchCall = ServerWritableStream<wire.WatchDesiredStateRequest__Output, wire.SignedDesiredState>;
type StatusCall = ServerDuplexStream<wire.StatusMessage__Output, wire.StatusReply>;
type BlobCall = ServerWritableStream<wire.FetchBlobRequest__Output, wire.BlobChunk>;
type TunnelCall = ServerDuplexStream<wire.AgentFrame__Output, wire.ControlFrame>;

const PIECE_BYTES = 64 * 1024;

/** One channel as the control plane has it. */
export interface OpenedChannel {
  readonly id: number;
  readonly frames: EventChannel<wire.AgentFrame__Output>;
  readonly send: (frame: Omit<wire.ControlFrame, 'channelId'>) => void;
}

/** The control plane's side of the wire, in this process, over real mutual TLS. */
export class FakeGateway {
  readonly authority: TestAuthority;
  /** Every report that came, in order. */
  readonly reports: NodeReport[] = [];
  readonly watched: number[] = [];
  readonly enrolled: wire.EnrollRequest__Output[] = [];
  /** How many enrollments to do without answering. */
  lostEnrollments = 0;
  /** What it hands out, by digest. */
  readonly blobs = new Map<string, Buffer>();
  /** After how many bytes the next answers break, one each. */
  readonly breaks: number[] = [];
  readonly fetched: wire.FetchBlobRequest__Output[] = [];
  /** The node that join tokens are for. */
  tokenNodeId = 'node-1';
  heartbeats = 0;
  goodbyes = 0;
  heartbeatIntervalMs = 5000;
  /** Whether it answers no status message any more. */
  isSilent = false;
  #signingKey = generateKeyPairSync('ed25519');
  #gateway = new Server(SERVER_OPTIONS);
  readonly #enrollment = new Server(SERVER_OPTIONS);
  #address = '';
  #enrollAddress = '';
  #document: wire.SignedDesiredState | null = null;
  readonly #watchers = new Set<WatchCall>();
  readonly #channels = new Map<number, OpenedChannel>();
  #tunnel: TunnelCall | null = null;

  readonly #host: string;

  private constructor(authority: TestAuthority, host: string) {
    this.authority = authority;
    this.#host = host;
  }

  /** `host`: the address it listens on. */
  static async start(host = '127.0.0.1'): Promise<FakeGateway> {
    const gateway = new FakeGateway(await TestAuthority.create(), host);
    await gateway.#listen();
    return gateway;
  }

  get address(): string {
    return this.#address;
  }

  get enrollAddress(): string {
    return this.#enrollAddress;
  }

  /** What agents are to trust. */
  get trust(): Trust {
    return { certificateAuthorities: [this.authority.certificate], signingKeys: [this.#publicKey()] };
  }

  get hasTunnel(): boolean {
    return this.#tunnel !== null;
  }

  joinToken(): string {
    return formatToken(mintToken('join', fingerprintOf(this.authority.certificate)));
  }

  async credentials(nodeId: string): Promise<NodeCredentials> {
    const { certificate, privateKey } = await this.authority.client(nodeId);
    return {
      identity: { nodeId, nodeName: nodeId, certificate, trust: this.trust, gatewayAddresses: [this.#address] },
      privateKey,
    };
  }

  /** Sends the document to every agent that watches, and to those that come later. */
  publish(document: DesiredStateDocument, key: KeyObject = this.#signingKey.privateKey): void {
    const signed = signPayload(serializeDesiredState(document), key);
    this.#document = signed;
    for (const watcher of this.#watchers) watcher.write(signed);
  }

  openChannel(id: number, initialCredit: number, work: Omit<wire.OpenChannel, 'initialCredit'>): OpenedChannel {
    const tunnel = this.#tunnel;
    if (tunnel === null) throw new Error('no agent has opened a tunnel');
    const send: OpenedChannel['send'] = (frame) => void tunnel.write({ channelId: id, ...frame });
    const channel = { id, frames: new EventChannel<wire.AgentFrame__Output>(), send };
    this.#channels.set(id, channel);
    send({ open: { initialCredit, ...work } });
    return channel;
  }

  /** Cuts all connections; the agents may come back. */
  async restart(): Promise<void> {
    this.#gateway.forceShutdown();
    this.#gateway = new Server(SERVER_OPTIONS);
    const port = Number(this.#address.split(':')[1]);
    await this.#listenGateway(port);
  }

  stop(): void {
    this.#gateway.forceShutdown();
    this.#enrollment.forceShutdown();
  }

  #publicKey(): string {
    return this.#signingKey.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  }

  async #listen(): Promise<void> {
    const { certificate, privateKey } = await this.authority.server();
    const chain = Buffer.from(`${certificate}\n${this.authority.certificate}`);
    const pair = { cert_chain: chain, private_key: Buffer.from(privateKey) };
    this.#enrollment.addService(ENROLLMENT, { Enroll: this.#enroll });
    this.#enrollAddress = await bind(
      this.#enrollment,
      `${this.#host}:0`,
      ServerCredentials.createSsl(null, [pair], false),
    );
    await this.#listenGateway(0);
  }

  async #listenGateway(port: number): Promise<void> {
    const { certificate, privateKey } = await this.authority.server();
    const pair = { cert_chain: Buffer.from(certificate), private_key: Buffer.from(privateKey) };
    const authority = Buffer.from(this.authority.certificate);
    this.#gateway.addService(AGENT_GATEWAY, {
      WatchDesiredState: (call: WatchCall) => this.#watch(call),
      ReportStatus: (call: StatusCall) => this.#status(call),
      Tunnel: (call: TunnelCall) => this.#attach(call),
      FetchBlob: (call: BlobCall) => this.#fetchBlob(call),
      GetRegistryCredential: (_: unknown, callback: sendUnaryData<wire.RegistryCredential>) =>
        callback(null, { username: 'robot', password: 'hush' }),
      GetTrust: (_: unknown, callback: sendUnaryData<wire.Trust>) =>
        callback(null, {
          certificateAuthorities: [...this.trust.certificateAuthorities],
          signingKeys: [...this.trust.signingKeys],
        }),
    });
    this.#address = await bind(
      this.#gateway,
      `${this.#host}:${port}`,
      ServerCredentials.createSsl(authority, [pair], true),
    );
  }

  #watch(call: WatchCall): void {
    this.watched.push(call.request.acceptedRevision);
    this.#watchers.add(call);
    call.on('cancelled', () => this.#watchers.delete(call));
    if (this.#document !== null) call.write(this.#document);
  }

  #fetchBlob(call: BlobCall): void {
    const { digest, offset } = call.request;
    this.fetched.push(call.request);
    const bytes = this.blobs.get(digest);
    const breaksAfter = this.breaks.shift() ?? null;
    const end = breaksAfter === null ? bytes?.length : offset + breaksAfter;
    for (const data of pieces(bytes?.subarray(offset, end) ?? Buffer.alloc(0))) call.write({ data });
    if (bytes === undefined)
      call.emit('error', failed(new AppError('not_found', { message: 'there is no such blob' })));
    else if (breaksAfter === null) call.end();
    else call.emit('error', failed(new AppError('control_plane_unavailable', { message: 'the stream broke' })));
  }

  #status(call: StatusCall): void {
    call.on('data', ({ report, heartbeat }: wire.StatusMessage__Output) => {
      if (report) this.reports.push(decodeReport(report));
      if (heartbeat) this.heartbeats += 1;
      if (!this.isSilent) call.write({ heartbeatIntervalMs: this.heartbeatIntervalMs });
    });
    call.on('end', () => {
      this.goodbyes += 1;
      call.end();
    });
    call.on('error', () => undefined);
  }

  #attach(call: TunnelCall): void {
    this.#tunnel = call;
    call.on('data', (frame: wire.AgentFrame__Output) => this.#channels.get(frame.channelId)?.frames.push(frame));
    call.on('end', () => call.end());
    call.on('error', () => undefined);
    call.on('cancelled', () => {
      if (this.#tunnel === call) this.#tunnel = null;
    });
  }

  #enroll = (
    call: ServerUnaryCall<wire.EnrollRequest__Output, wire.EnrollReply>,
    callback: sendUnaryData<wire.EnrollReply>,
  ) => {
    this.enrolled.push(call.request);
    if (this.lostEnrollments > 0) {
      this.lostEnrollments -= 1;
      callback(statusOf(new AppError('control_plane_unavailable', { message: 'the answer was lost' }), 'c-1'));
      return;
    }
    const { nodeId } = call.request;
    if (nodeId !== '' && nodeId !== this.tokenNodeId) {
      callback(statusOf(new AppError('already_joined', { message: 'the token is for another node' }), 'c-1'));
      return;
    }
    this.authority.sign(call.request.certificateRequest, 'node-1').then(
      (certificate) =>
        callback(null, {
          nodeId: 'node-1',
          nodeName: 'prod-1',
          certificate,
          certificateAuthority: this.authority.certificate,
          gatewayAddresses: [this.#address],
          signingKey: this.#publicKey(),
        }),
      (cause: unknown) => callback(statusOf(new AppError('invalid_argument', { message: String(cause) }), 'c-1')),
    );
  };
}

function failed(error: AppError) {
  return statusOf(error, 'c-1');
}

function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES);
}

function bind(server: Server, address: string, credentials: ServerCredentials): Promise<string> {
  const host = address.slice(0, address.lastIndexOf(':'));
  return new Promise((resolve, reject) => {
    server.bindAsync(address, credentials, (error, port) => {
      if (error === null) resolve(`${host}:${port}`);
      else reject(error);
    });
  });
}
