import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { AppError } from '@devopsellence/core';
import { CONTROL_PLANE_NAME, fingerprintOf } from '@devopsellence/protocol';
import type { Clock } from '@devopsellence/runtime';
import {
  createAuthority,
  isIssuedBy,
  isKeyOf,
  issueClientCertificate,
  issueServerCertificate,
  type KeyPair,
} from './certificates.js';
import type { KeyStore } from './key-store.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const AUTHORITY_LIFE_MS = 20 * 365 * DAY_MS;
const SERVER_LIFE_MS = 2 * 365 * DAY_MS;
/** A server certificate with less left than this is issued anew at start. */
const SERVER_RENEWAL_MS = 365 * DAY_MS;
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
      return certificateFirst({ certificate, privateKey });
    });
    return new CertificateAuthority(parseBundle(bundle, store.path('authority.pem')), clock);
  }

  /** PEM. */
  get certificate(): string {
    return this.#keys.certificate;
  }

  /**
   * The server's key and certificate for these names and addresses; issued anew when they have changed or its end is
   * near. The certificate is followed by the authority's, so that a client that knows only the fingerprint gets it.
   */
  async serverKeys(store: KeyStore, names: readonly string[]): Promise<KeyPair> {
    const wanted = [CONTROL_PLANE_NAME, ...new Set(names)];
    const path = 'server.pem';
    const known = await store.read(path);
    if (known !== null) {
      const keys = parseBundle(known, store.path(path));
      if (this.#isStillGood(keys, wanted)) return this.#chain(keys);
    }
    const now = this.#clock.now();
    const keys = await issueServerCertificate(this.#keys, wanted, {
      notBefore: now - BACKDATE_MS,
      notAfter: now + SERVER_LIFE_MS,
    });
    await store.write(path, certificateFirst(keys));
    return this.#chain(keys);
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

  #isStillGood(keys: KeyPair, wanted: readonly string[]): boolean {
    const certificate = new X509Certificate(keys.certificate);
    const left = Date.parse(certificate.validTo) - this.#clock.now();
    const names = certificate.subjectAltName?.split(', ') ?? [];
    return (
      left > SERVER_RENEWAL_MS &&
      isIssuedBy(keys.certificate, this.#keys.certificate) &&
      wanted.length === names.length &&
      wanted.every((name) => (isIP(name) === 0 ? certificate.checkHost(name) : certificate.checkIP(name)) !== undefined)
    );
  }

  #chain(keys: KeyPair): KeyPair {
    return { ...keys, certificate: `${keys.certificate}\n${this.#keys.certificate}\n` };
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

function certificateFirst({ certificate, privateKey }: KeyPair): string {
  return `${certificate.trim()}\n${privateKey.trim()}\n`;
}

function parseBundle(text: string, path: string): KeyPair {
  const match = /^(-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----)\s+([\s\S]+)$/.exec(text);
  const [, certificate, privateKey] = match ?? [];
  if (certificate !== undefined && privateKey !== undefined && isKeyOf({ certificate, privateKey })) {
    return { certificate, privateKey };
  }
  throw new AppError('internal', {
    message: `${path} does not hold a certificate and its private key`,
    nextActions: ['restore the whole data directory from one backup'],
  });
}
