import { randomBytes } from 'node:crypto';
import { AppError, type Instant } from '@devopsellence/core';
import { fingerprintOf } from '@devopsellence/protocol';
import type { Clock } from '@devopsellence/runtime';
import { type AuthorityKeys, authorityText, parseAuthority } from './authority-file.js';
import {
  bridgeAuthorities,
  createAuthority,
  issueClientCertificate,
  issueServerCertificate,
  type KeyPair,
  mayVouchForAuthorities,
  type Validity,
} from './certificates.js';
import type { KeyStore } from './key-store.js';
import type { RotatingIds, RotatingKey } from './rotating-key.js';
import type { RotationPhase } from './rotation.js';

const FILE = 'authority.pem';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const AUTHORITY_LIFE_MS = 20 * 365 * DAY_MS;
const SERVER_LIFE_MS = 2 * 365 * DAY_MS;
const NODE_LIFE_MS = 30 * DAY_MS;
/** Clocks of nodes are not ours: a certificate is valid a little before it was made. */
const BACKDATE_MS = HOUR_MS;

/** A node's certificate, as it leaves the authority. */
export interface NodeCertificate {
  readonly certificate: string;
  readonly fingerprint: string;
  /** Fingerprint of the authority that signed it. */
  readonly authority: string;
}

/**
 * The root of trust of one control plane. While it is replaced there are two that are trusted, one of which issues. No
 * private key leaves the data directory.
 */
export class CertificateAuthority implements RotatingKey {
  readonly #store: KeyStore;
  readonly #clock: Clock;
  #keys: AuthorityKeys;

  private constructor(store: KeyStore, keys: AuthorityKeys, clock: Clock) {
    this.#store = store;
    this.#keys = keys;
    this.#clock = clock;
  }

  /** Opens the authority of the key store, or creates it. */
  static async open(store: KeyStore, clock: Clock): Promise<CertificateAuthority> {
    // Key and certificate are one file: a start that is killed leaves both or neither.
    const text = await store.readOrCreate(FILE, async () => {
      return authorityText({ ...(await newAuthority(clock)), next: null, replaced: null });
    });
    return new CertificateAuthority(store, parseAuthority(text, store.path(FILE)), clock);
  }

  /** PEM of the one that issues. */
  get certificate(): string {
    return this.#keys.certificate;
  }

  /** SHA-256 of the certificate of the one that issues: new tokens carry it. */
  get fingerprint(): string {
    return fingerprintOf(this.certificate);
  }

  /** PEM of all that are trusted, the one that issues first. */
  get trusted(): readonly string[] {
    const other = this.#other;
    return other === null ? [this.certificate] : [this.certificate, other];
  }

  /** What leads from a certificate of this authority to the one before, for who trusts that alone. PEM. */
  get bridge(): readonly string[] {
    const { replaced } = this.#keys;
    return replaced === null ? [] : [replaced.bridge, replaced.certificate];
  }

  get phase(): RotationPhase {
    const { next, replaced } = this.#keys;
    if (next !== null) return 'announced';
    return replaced === null ? 'steady' : 'replaced';
  }

  /** Fingerprints. */
  get ids(): RotatingIds {
    const other = this.#other;
    return { current: this.fingerprint, other: other === null ? null : fingerprintOf(other) };
  }

  get #other(): string | null {
    const { next, replaced } = this.#keys;
    return next?.certificate ?? replaced?.certificate ?? null;
  }

  /** A server certificate, with a new key, for these names and addresses. */
  async issueServerCertificate(names: readonly string[]): Promise<KeyPair> {
    return await issueServerCertificate(this.#keys, names, validity(this.#clock, SERVER_LIFE_MS));
  }

  /** A certificate for the key of the request. Throws `invalid_argument` when the request is not sound. */
  async issueNodeCertificate(nodeId: string, request: string): Promise<NodeCertificate> {
    const issuer = this.#keys;
    const certificate = await issueClientCertificate(issuer, request, {
      commonName: nodeId,
      uri: nodeUri(nodeId),
      validity: validity(this.#clock, NODE_LIFE_MS),
    });
    return { certificate, fingerprint: fingerprintOf(certificate), authority: fingerprintOf(issuer.certificate) };
  }

  /**
   * Goes on to the phase. Resolves when that would survive power loss. Throws `not_supported` for an authority that cannot
   * vouch for another.
   */
  async enter(phase: RotationPhase): Promise<void> {
    if (phase === this.phase) return;
    const keys = await this.#keysOf(phase);
    await this.#store.write(FILE, authorityText(keys));
    this.#keys = keys;
  }

  async #keysOf(phase: RotationPhase): Promise<AuthorityKeys> {
    const { next, certificate } = this.#keys;
    if (phase === 'steady') return { ...this.#keys, next: null, replaced: null };
    if (phase === 'announced') {
      if (!mayVouchForAuthorities(certificate)) throw cannotVouch();
      return { ...this.#keys, next: await newAuthority(this.#clock), replaced: null };
    }
    const issuer = next ?? (await newAuthority(this.#clock));
    const life = validity(this.#clock, AUTHORITY_LIFE_MS);
    const bridge = await bridgeAuthorities(this.#keys, issuer.certificate, life);
    return { ...issuer, next: null, replaced: { certificate, bridge } };
  }
}

async function newAuthority(clock: Clock): Promise<KeyPair> {
  // No two have one name: whoever looks for the issuer of a certificate finds the right one.
  const name = `devopsellence control plane ${randomBytes(4).toString('hex')}`;
  return await createAuthority(name, validity(clock, AUTHORITY_LIFE_MS));
}

function validity(clock: Clock, lifeMs: number): Validity {
  return { notBefore: clock.now() - BACKDATE_MS, notAfter: clock.now() + lifeMs };
}

function cannotVouch(): AppError {
  return new AppError('not_supported', {
    message: 'this certificate authority cannot be replaced without a break',
    reason: 'it was made by an early version, as one that may not vouch for another authority',
    nextActions: ['set up a new control plane, and let the nodes join that one'],
  });
}

const NODE_URI = /(?:^|, )URI:devopsellence:\/\/node\/([0-9A-Z]{26})(?:,|$)/;

function nodeUri(nodeId: string): string {
  return `devopsellence://node/${nodeId}`;
}

/** The node that a certificate of ours names, from its subject alternative names; null when it names none. */
export function nodeOfAlternativeNames(names: string | undefined): string | null {
  return NODE_URI.exec(names ?? '')?.[1] ?? null;
}

/** When a certificate of ours was issued, by its own words. */
export function issueTimeOf(validFrom: string): Instant {
  return Date.parse(validFrom) + BACKDATE_MS;
}
