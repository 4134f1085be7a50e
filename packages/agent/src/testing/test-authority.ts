import 'reflect-metadata';
import type { webcrypto } from 'node:crypto';
import { CONTROL_PLANE_NAME } from '@devopsellence/protocol';
import * as x509 from '@peculiar/x509';

const P256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 86_400_000;

/** PEM. */
export interface IssuedKeyPair {
  readonly certificate: string;
  readonly privateKey: string;
}

/** A certificate authority for tests, with nothing in its certificates but what TLS asks for. */
export class TestAuthority {
  readonly certificate: string;
  readonly #keys: webcrypto.CryptoKeyPair;

  private constructor(certificate: string, keys: webcrypto.CryptoKeyPair) {
    this.certificate = certificate;
    this.#keys = keys;
  }

  static async create(): Promise<TestAuthority> {
    const keys = await crypto.subtle.generateKey(P256, true, ['sign', 'verify']);
    const extensions = [new x509.BasicConstraintsExtension(true, undefined, true)];
    const name = 'CN=test authority';
    const certificate = await x509.X509CertificateGenerator.createSelfSigned({
      name,
      keys,
      signingAlgorithm: P256,
      ...validity(),
      extensions,
    });
    return new TestAuthority(certificate.toString('pem'), keys);
  }

  server(): Promise<IssuedKeyPair> {
    return this.#issueWithKey(CONTROL_PLANE_NAME, x509.ExtendedKeyUsage.serverAuth);
  }

  client(nodeId: string): Promise<IssuedKeyPair> {
    return this.#issueWithKey(nodeId, x509.ExtendedKeyUsage.clientAuth);
  }

  /** A client certificate for the key of a request that proves it has the key. */
  async sign(request: string, nodeId: string): Promise<string> {
    const parsed = new x509.Pkcs10CertificateRequest(request);
    if (!(await parsed.verify())) throw new Error('the certificate request is not signed by its own key');
    return this.#issue(nodeId, parsed.publicKey, x509.ExtendedKeyUsage.clientAuth);
  }

  async #issueWithKey(name: string, usage: string): Promise<IssuedKeyPair> {
    const keys = await crypto.subtle.generateKey(P256, true, ['sign', 'verify']);
    const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
    const privateKey = x509.PemConverter.encode(pkcs8, 'PRIVATE KEY');
    return { certificate: await this.#issue(name, keys.publicKey, usage), privateKey };
  }

  async #issue(name: string, publicKey: x509.PublicKey | webcrypto.CryptoKey, usage: string): Promise<string> {
    const certificate = await x509.X509CertificateGenerator.create({
      subject: `CN=${name}`,
      issuer: 'CN=test authority',
      publicKey,
      signingKey: this.#keys.privateKey,
      signingAlgorithm: P256,
      ...validity(),
      extensions: [
        new x509.ExtendedKeyUsageExtension([usage]),
        new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: name }]),
      ],
    });
    return certificate.toString('pem');
  }
}

function validity() {
  const now = Date.now();
  return { notBefore: new Date(now - DAY_MS), notAfter: new Date(now + DAY_MS) };
}
