import { fingerprintOf } from '@devopsellence/protocol';
import type { Clock } from '@devopsellence/runtime';
import {
  createAuthority,
  issueClientCertificate,
  issueServerCertificate,
  type KeyPair,
  keyPairText,
  parseKeyPair,
} from './certificates.js';
import type { KeyStore } from './key-store.js';

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

/** The root of trust of one control plane. Its key never leaves the data directory. */
export class CertificateAuthority {
  readonly #keys: KeyPair;
  readonly #clock: Clock;
  /** SHA-256 of its certificate: tokens carry it. */
  readonly fingerprint: string;

  private constructor(keys: KeyPair, clock: Clock) {
    this.#keys = keys;
    this.#clock = clock;
    this.fingerprint = fingerprintOf(keys.certificate);
  }

  /** Opens the authority of the key store, or creates it. */
  static async open(store: KeyStore, clock: Clock): Promise<CertificateAuthority> {
    // Key and certificate are one file: a start that is killed leaves both or neither.
    const bundle = await store.readOrCreate('authority.pem', async () => {
      const { certificate, privateKey } = await createAuthority('devopsellence control plane', {
        notBefore: clock.now() - BACKDATE_MS,
        notAfter: clock.now() + AUTHORITY_LIFE_MS,
      });
      return keyPairText({ certificate, privateKey });
    });
    return new CertificateAuthority(parseKeyPair(bundle, store.path('authority.pem')), clock);
  }

  /** PEM. */
  get certificate(): string {
    return this.#keys.certificate;
  }

  /** A server certificate, with a new key, for these names and addresses. */
  async issueServerCertificate(names: readonly string[]): Promise<KeyPair> {
    const now = this.#clock.now();
    return await issueServerCertificate(this.#keys, names, {
      notBefore: now - BACKDATE_MS,
      notAfter: now + SERVER_LIFE_MS,
    });
  }

  /** A certificate for the key of the request. Throws `invalid_argument` when the request is not sound. */
  async issueNodeCertificate(nodeId: string, request: string): Promise<NodeCertificate> {
    const now = this.#clock.now();
    const certificate = await issueClientCertificate(this.#keys, request, {
      commonName: nodeId,
      uri: nodeUri(nodeId),
      validity: { notBefore: now - BACKDATE_MS, notAfter: now + NODE_LIFE_MS },
    });
    return { certificate, fingerprint: fingerprintOf(certificate), authority: this.fingerprint };
  }
}

const NODE_URI = /(?:^|, )URI:devopsellence:\/\/node\/([0-9A-Z]{26})(?:,|$)/;

function nodeUri(nodeId: string): string {
  return `devopsellence://node/${nodeId}`;
}

/** The node that a certificate of ours names, from its subject alternative names; null when it names none. */
export function nodeOfAlternativeNames(names: string | undefined): string | null {
  return NODE_URI.exec(names ?? '')?.[1] ?? null;
}
