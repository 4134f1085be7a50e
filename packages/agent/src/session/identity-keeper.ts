import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { AppError, type Instant } from '@devopsellence/core';
import { AGENT_GATEWAY, HANDSHAKE_DEADLINE_MS, type Trust, trustIdOf, unary } from '@devopsellence/protocol';
import { type Clock, type Logger, Loop } from '@devopsellence/runtime';
import type { Client } from '@grpc/grpc-js';
import { certificateRequest } from '../certificate-request.js';
import type { HeldCredentials } from '../state/held-credentials.js';
import { lifeOf, renewalGapMs, renewalTime } from './certificate-life.js';

const BACKOFF = { baseMs: 1_000, capMs: 60_000 };
/** A trust that changes faster than it can be fetched this often is left for the next pass. */
const MAX_FETCHES = 3;

export interface IdentityKeeperOptions {
  readonly held: HeldCredentials;
  /** Of the session. */
  readonly client: Client;
  /** A new connection with the credentials that are held now. */
  readonly connect: () => Client;
  readonly clock: Clock;
  readonly random: () => number;
  readonly logger: Logger;
}

/**
 * Keeps what this node trusts, and its certificate, up to date during one session. Whatever is interrupted is done again:
 * the control plane takes the old certificate until it has seen the new one.
 */
export class IdentityKeeper {
  readonly #options: IdentityKeeperOptions;
  readonly #loop: Loop;
  /** The certificate that the control plane has seen in use. */
  #seen: string;
  #renewedAt = Number.NEGATIVE_INFINITY;
  #isTrustDue = false;

  constructor(options: IdentityKeeperOptions) {
    this.#options = options;
    this.#seen = options.held.identity.certificate;
    this.#loop = new Loop({
      pass: (signal) => this.#pass(signal),
      onError: (error, retryInMs) =>
        options.logger.warn({ err: error, retryInMs }, 'cannot renew what this node is known by'),
      backoff: BACKOFF,
      clock: options.clock,
      random: options.random,
    });
  }

  /** The control plane has said which trust it wants this node to hold. */
  heard(trustId: string): void {
    if (trustId === '' || trustId === trustIdOf(this.#options.held.identity.trust)) return;
    this.#isTrustDue = true;
    this.#loop.trigger();
  }

  /** Fetches what to trust, and stores it; before the first desired state of a session, which may need it. */
  async fetchTrust(signal: AbortSignal): Promise<void> {
    for (let fetches = 0; fetches < MAX_FETCHES; fetches += 1) {
      const { held, client, logger } = this.#options;
      const trustId = trustIdOf(held.identity.trust);
      const context = { deadlineMs: HANDSHAKE_DEADLINE_MS, signal };
      const trust = requireTrust(await unary(client, AGENT_GATEWAY.GetTrust, { trustId }, context));
      if (trustIdOf(trust) === trustId) break;
      await held.update({ trust });
      logger.info({ trust: trustIdOf(trust) }, 'learnt whom to trust');
    }
    this.#isTrustDue = false;
  }

  /** Renews the certificate in time, until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    await this.#loop.run(signal);
  }

  async #pass(signal: AbortSignal): Promise<Instant> {
    const { held, clock } = this.#options;
    if (this.#isTrustDue) await this.fetchTrust(signal);
    if (this.#dueAt() <= clock.now()) await this.#renew(signal);
    if (this.#seen !== held.identity.certificate) await this.#show(signal);
    return this.#dueAt();
  }

  #dueAt(): Instant {
    const { certificate, trust } = this.#options.held.identity;
    const life = lifeOf(certificate);
    const [issuer = ''] = trust.certificateAuthorities;
    const wanted = isIssuedBy(certificate, issuer) ? renewalTime(life) : life.notBefore;
    return Math.max(wanted, this.#renewedAt + renewalGapMs(life));
  }

  async #renew(signal: AbortSignal): Promise<void> {
    const { held, client, clock, logger } = this.#options;
    const privateKey = createPrivateKey(held.current.privateKey);
    const request = await certificateRequest(privateKey);
    const context = { deadlineMs: HANDSHAKE_DEADLINE_MS, signal };
    const { certificate } = await unary(
      client,
      AGENT_GATEWAY.RenewCertificate,
      { certificateRequest: request },
      context,
    );
    if (!new X509Certificate(certificate).publicKey.equals(createPublicKey(privateKey))) throw notOurs();
    await held.update({ certificate });
    this.#renewedAt = clock.now();
    logger.info({ until: new X509Certificate(certificate).validTo }, 'renewed the certificate of this node');
  }

  /** Uses the new certificate once, over a connection of its own: the session goes on with the old one. */
  async #show(signal: AbortSignal): Promise<void> {
    const { held, connect } = this.#options;
    const { certificate, trust } = held.identity;
    const client = connect();
    try {
      const context = { deadlineMs: HANDSHAKE_DEADLINE_MS, signal };
      await unary(client, AGENT_GATEWAY.GetTrust, { trustId: trustIdOf(trust) }, context);
      this.#seen = certificate;
    } finally {
      client.close();
    }
  }
}

/** Nothing is stored that would leave this node with nobody to trust. */
function requireTrust({ certificateAuthorities, signingKeys }: Trust): Trust {
  if (certificateAuthorities.length === 0 || signingKeys.length === 0) throw damaged(undefined);
  try {
    for (const authority of certificateAuthorities) new X509Certificate(authority);
    for (const key of signingKeys) createPublicKey(key);
  } catch (cause) {
    throw damaged(cause);
  }
  return { certificateAuthorities, signingKeys };
}

function isIssuedBy(certificate: string, authority: string): boolean {
  return new X509Certificate(certificate).verify(new X509Certificate(authority).publicKey);
}

function damaged(cause: unknown): AppError {
  return new AppError('internal', { message: 'the control plane sent something that cannot be trusted', cause });
}

function notOurs(): AppError {
  return new AppError('internal', { message: 'the control plane sent a certificate for another key' });
}
