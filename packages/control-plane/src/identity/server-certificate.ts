import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { authorityServerName, CONTROL_PLANE_NAME } from '@devopsellence/protocol';
import { type Clock, type Logger, Loop } from '@devopsellence/runtime';
import type { ListenerKeySource, ListenerKeys } from '../server/listener-keys.js';
import type { CertificateAuthority } from './certificate-authority.js';
import { isIssuedBy, type KeyPair, keyPairText, parseKeyPair } from './certificates.js';
import type { KeyStore } from './key-store.js';

const FILE = 'server.pem';
const DAY_MS = 86_400_000;
/** A certificate with less left than this is issued anew. */
const RENEWAL_MS = 365 * DAY_MS;
const BACKOFF = { baseMs: 60_000, capMs: 3_600_000 };

export interface ServerCertificateDeps {
  readonly authority: CertificateAuthority;
  readonly keyStore: KeyStore;
  /** Names and addresses under which the control plane is reached. */
  readonly names: readonly string[];
  readonly clock: Clock;
}

/** The certificate of both listeners: issued anew when its names or its authority have changed, or its end is near. */
export class ServerCertificate implements ListenerKeySource {
  readonly #deps: ServerCertificateDeps;
  readonly #listeners = new Set<() => void>();
  #keys: KeyPair;

  private constructor(deps: ServerCertificateDeps, keys: KeyPair) {
    this.#deps = deps;
    this.#keys = keys;
  }

  static async open(deps: ServerCertificateDeps): Promise<ServerCertificate> {
    return new ServerCertificate(deps, await currentKeys(deps));
  }

  /**
   * The certificate is followed by the authority's, so that a client that knows only the fingerprint gets it; while the
   * authority is replaced by what leads to the one before.
   */
  get current(): ListenerKeys {
    const { authority } = this.#deps;
    const { certificate, privateKey } = this.#keys;
    const leadingTo = (...authorities: readonly string[]) =>
      `${[certificate, ...authorities].map(trimmed).join('\n')}\n`;
    const { bridge } = authority;
    return {
      certificate: leadingTo(...(bridge.length === 0 ? [authority.certificate] : bridge)),
      privateKey,
      clientAuthorities: authority.trusted.join('\n'),
      authorityNames: new Map([[authorityServerName(authority.fingerprint), leadingTo(authority.certificate)]]),
    };
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Has the certificate issued anew if need be. Resolves when the new one would survive power loss and is shown. */
  async renew(): Promise<void> {
    this.#keys = await currentKeys(this.#deps);
    for (const listener of this.#listeners) listener();
  }

  /** Looks every day whether the end of the certificate is near, until the signal aborts. */
  async run(signal: AbortSignal, logger: Logger): Promise<void> {
    const { clock } = this.#deps;
    const loop = new Loop({
      pass: async () => {
        await this.renew();
        return clock.now() + DAY_MS;
      },
      onError: (error, retryInMs) => logger.error({ error, retryInMs }, 'the server certificate could not be renewed'),
      backoff: BACKOFF,
      clock,
      random: Math.random,
    });
    await loop.run(signal);
  }
}

async function currentKeys({ authority, keyStore, names, clock }: ServerCertificateDeps): Promise<KeyPair> {
  const wanted = [CONTROL_PLANE_NAME, ...new Set(names)];
  const known = await keyStore.read(FILE);
  const keys = known === null ? null : parseKeyPair(known, keyStore.path(FILE));
  if (keys !== null && isIssuedBy(keys.certificate, authority.certificate) && isFor(keys, wanted, clock)) return keys;
  const issued = await authority.issueServerCertificate(wanted);
  await keyStore.write(FILE, keyPairText(issued));
  return issued;
}

function isFor(keys: KeyPair, wanted: readonly string[], clock: Clock): boolean {
  const certificate = new X509Certificate(keys.certificate);
  const left = Date.parse(certificate.validTo) - clock.now();
  const names = certificate.subjectAltName?.split(', ') ?? [];
  return (
    left > RENEWAL_MS &&
    wanted.length === names.length &&
    wanted.every((name) => (isIP(name) === 0 ? certificate.checkHost(name) : certificate.checkIP(name)) !== undefined)
  );
}

function trimmed(pem: string): string {
  return pem.trim();
}
