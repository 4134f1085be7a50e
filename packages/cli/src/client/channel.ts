import { AppError, toAppError } from '@devopsellence/core';
import {
  ENROLLMENT,
  failureOf,
  fingerprintOf,
  isServiceError,
  type Method,
  NEW_AUTHORITY_HEADER,
  openChannel,
  parseToken,
  unary,
} from '@devopsellence/protocol';
import { type Client, Metadata } from '@grpc/grpc-js';
import type { Server } from '../outside.js';

/** What a call may take before it counts as not answered. */
const CALL_DEADLINE_MS = 30_000;

/**
 * One connection to a control plane. It is thrown away as soon as a call finds nobody at the other end: the next call
 * dials anew instead of waiting out the growing delays of gRPC.
 */
export class Channel {
  readonly #server: Server;
  readonly #signal: AbortSignal;
  /** Fingerprint of an authority to follow to. */
  #newAuthority: string | null = null;
  #hasFollowed = false;
  #client: Client | null = null;

  constructor(server: Server, signal: AbortSignal) {
    this.#server = server;
    this.#signal = signal;
  }

  async call<Request, Reply>(
    method: Method<Request, Reply>,
    request: Request,
    deadlineMs: number = CALL_DEADLINE_MS,
  ): Promise<Reply> {
    try {
      const onTrailer = (trailer: Metadata) => this.#heard(trailer);
      const reply = await unary(this.client, method, request, { ...this.context, deadlineMs, onTrailer });
      await this.#follow();
      return reply;
    } catch (error) {
      throw this.explain(error);
    }
  }

  get client(): Client {
    this.#client ??= openChannel(this.#server.address, { certificateAuthority: this.#server.certificateAuthority });
    return this.#client;
  }

  /** What every call carries. */
  get context(): { readonly metadata: Metadata; readonly signal: AbortSignal } {
    const metadata = new Metadata();
    metadata.set('authorization', `Bearer ${this.#server.token}`);
    return { metadata, signal: this.#signal };
  }

  #heard(trailer: Metadata): void {
    const [fingerprint] = trailer.get(NEW_AUTHORITY_HEADER);
    const isNews = typeof fingerprint === 'string' && fingerprint !== parseToken(this.#server.token)?.fingerprint;
    this.#newAuthority = isNews ? fingerprint : null;
  }

  /** Once: what comes of it counts from the next command on. A failure is none of this command's: the next tries again. */
  async #follow(): Promise<void> {
    const fingerprint = this.#newAuthority;
    const { onNewAuthority } = this.#server;
    if (fingerprint === null || onNewAuthority === undefined || this.#hasFollowed) return;
    this.#hasFollowed = true;
    try {
      const context = { signal: this.#signal, deadlineMs: CALL_DEADLINE_MS };
      const { certificateAuthorities } = await unary(this.client, ENROLLMENT.GetAuthorities, {}, context);
      const certificate = certificateAuthorities.find((pem) => fingerprintOf(pem) === fingerprint);
      if (certificate !== undefined) await onNewAuthority({ fingerprint, certificate });
    } catch {
      this.#hasFollowed = false;
    }
  }

  /** The failure that a call ended with, in words that name the control plane where it is the one that is missing. */
  readonly explain = (thrown: unknown): AppError => {
    const error = isServiceError(thrown) ? failureOf(thrown) : toAppError(thrown);
    if (this.#signal.aborted) return new AppError('cancelled', { message: 'interrupted', cause: error });
    if (error.code !== 'control_plane_unavailable') return error;
    this.close();
    return new AppError('control_plane_unavailable', {
      message: `the control plane at ${this.#server.address} does not answer`,
      reason: plainReason(error.message),
      nextActions: ['devopsellence context show', 'check that devopsellence-control-plane runs there'],
      cause: error,
    });
  };

  close(): void {
    this.#client?.close();
    this.#client = null;
  }
}

/** What gRPC says of a connection that failed, without its own words around it. */
function plainReason(details: string): string {
  return /Last error: (?:Error: )?(.*?)(?: \(\d{4}-[^)]*\))?\. Resolution note:/s.exec(details)?.[1] ?? details;
}
