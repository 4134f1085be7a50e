import {
  type CallContext,
  fetchCertificateAuthority,
  type Method,
  messagesOf,
  openChannel,
  parseToken,
  serverStream,
  unary,
} from '@devopsellence/protocol';
import { type Client, Metadata } from '@grpc/grpc-js';
import type { ControlPlane } from '../../harness/control-plane.js';

const DEADLINE_MS = 30_000;

/** Calls of an operator who is the owner, over one connection. */
export class OwnerCalls {
  readonly #client: Client;
  readonly #metadata = new Metadata();

  private constructor(client: Client, token: string) {
    this.#client = client;
    this.#metadata.set('authorization', `Bearer ${token}`);
  }

  static async connect(controlPlane: ControlPlane): Promise<OwnerCalls> {
    const { operator } = controlPlane;
    const token = await controlPlane.ownerToken();
    const fingerprint = parseToken(token)?.fingerprint ?? '';
    const certificateAuthority = await fetchCertificateAuthority(operator, fingerprint);
    return new OwnerCalls(openChannel(operator, { certificateAuthority }), token);
  }

  call<Request, Reply>(method: Method<Request, Reply>, request: Request): Promise<Reply> {
    return unary(this.#client, method, request, { ...this.#context, deadlineMs: DEADLINE_MS });
  }

  /** Reads a stream to its end; resolves to its last message. */
  async last<Request, Reply>(method: Method<Request, Reply>, request: Request): Promise<Reply | null> {
    let last: Reply | null = null;
    for await (const message of messagesOf(serverStream(this.#client, method, request, this.#context))) last = message;
    return last;
  }

  close(): void {
    this.#client.close();
  }

  get #context(): CallContext {
    return { metadata: this.#metadata };
  }
}
