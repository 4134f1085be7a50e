import 'reflect-metadata';
import { createPrivateKey, createPublicKey, X509Certificate as NodeCertificate, type webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import { AppError, type Instant } from '@devopsellence/core';
import * as x509 from '@peculiar/x509';

/** A certificate and its private key, both PEM. */
export interface KeyPair {
  readonly certificate: string;
  readonly privateKey: string;
}

export interface Validity {
  readonly notBefore: Instant;
  readonly notAfter: Instant;
}

const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** A certificate authority of its own: it signs certificates, and vouches for the authority that takes its place. */
export async function createAuthority(commonName: string, validity: Validity): Promise<KeyPair> {
  const keys = await crypto.subtle.generateKey(P256, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [commonName] }],
    keys,
    signingAlgorithm: SIGNING,
    ...dates(validity),
    extensions: [
      new x509.BasicConstraintsExtension(true, 1, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: certificate.toString('pem'), privateKey: await exportPrivateKey(keys.privateKey) };
}

/**
 * The next authority's name and key in a certificate signed by this one: whoever trusts this one alone can verify what
 * the next one signs.
 */
export async function bridgeAuthorities(authority: KeyPair, next: string, validity: Validity): Promise<string> {
  const issuer = new x509.X509Certificate(authority.certificate);
  const subject = new x509.X509Certificate(next);
  const certificate = await x509.X509CertificateGenerator.create({
    subject: subject.subject,
    issuer: issuer.subject,
    publicKey: subject.publicKey,
    signingKey: await importPrivateKey(authority.privateKey),
    signingAlgorithm: SIGNING,
    ...dates(validity),
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(subject.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  });
  return certificate.toString('pem');
}

/** Whether clients follow a bridge from this authority to the next. */
export function mayVouchForAuthorities(certificate: string): boolean {
  const constraints = new x509.X509Certificate(certificate).getExtension(x509.BasicConstraintsExtension);
  return constraints?.pathLength !== 0;
}

/** A server certificate, with a new key, for these DNS names and IP addresses; the first is its common name. */
export async function issueServerCertificate(
  authority: KeyPair,
  names: readonly string[],
  validity: Validity,
): Promise<KeyPair> {
  const keys = await crypto.subtle.generateKey(P256, true, ['sign', 'verify']);
  const certificate = await issue(authority, {
    commonName: names[0] ?? '',
    alternativeNames: names.map((name) => ({ type: isIP(name) === 0 ? 'dns' : 'ip', value: name })),
    usage: x509.ExtendedKeyUsage.serverAuth,
    publicKey: keys.publicKey,
    validity,
  });
  return { certificate, privateKey: await exportPrivateKey(keys.privateKey) };
}

/**
 * A client certificate for the key of the request. The names in the request are ignored: the caller says whose it is.
 * Throws `invalid_argument` unless the request is signed by its own key, which must be on the curve P-256.
 */
export async function issueClientCertificate(
  authority: KeyPair,
  request: string,
  subject: { readonly commonName: string; readonly uri: string; readonly validity: Validity },
): Promise<string> {
  return await issue(authority, {
    commonName: subject.commonName,
    alternativeNames: [{ type: 'url', value: subject.uri }],
    usage: x509.ExtendedKeyUsage.clientAuth,
    publicKey: await publicKeyOfRequest(request),
    validity: subject.validity,
  });
}

interface Issue {
  readonly commonName: string;
  readonly alternativeNames: x509.JsonGeneralNames;
  readonly usage: string;
  readonly publicKey: x509.PublicKey | webcrypto.CryptoKey;
  readonly validity: Validity;
}

async function issue(authority: KeyPair, content: Issue): Promise<string> {
  const issuer = new x509.X509Certificate(authority.certificate);
  const certificate = await x509.X509CertificateGenerator.create({
    subject: [{ CN: [content.commonName] }],
    issuer: issuer.subject,
    publicKey: content.publicKey,
    signingKey: await importPrivateKey(authority.privateKey),
    signingAlgorithm: SIGNING,
    ...dates(content.validity),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([content.usage], true),
      new x509.SubjectAlternativeNameExtension(content.alternativeNames),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  });
  return certificate.toString('pem');
}

async function publicKeyOfRequest(request: string): Promise<x509.PublicKey> {
  try {
    const parsed = new x509.Pkcs10CertificateRequest(request);
    if ((await parsed.verify()) && isP256(parsed.publicKey)) return parsed.publicKey;
  } catch (cause) {
    throw invalidRequest(cause);
  }
  throw invalidRequest(undefined);
}

function isP256(key: x509.PublicKey): boolean {
  const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey({
    key: Buffer.from(key.rawData),
    format: 'der',
    type: 'spki',
  });
  return asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === 'prime256v1';
}

function invalidRequest(cause: unknown): AppError {
  return new AppError('invalid_argument', {
    message: 'the certificate request is not valid',
    reason: 'expected a PEM certificate request, signed by its own key on the curve P-256',
    nextActions: ['run devopsellence-agent join again; the join token has not been used up'],
    cause,
  });
}

/** A certificate followed by its private key, as one file holds them. */
export function keyPairText({ certificate, privateKey }: KeyPair): string {
  return `${certificate.trim()}\n${privateKey.trim()}\n`;
}

/** Throws when the text is not what `keyPairText` makes; `path` names the file. */
export function parseKeyPair(text: string, path: string): KeyPair {
  const match = /^(-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----)\s+([\s\S]+)$/.exec(text);
  const [, certificate, privateKey] = match ?? [];
  if (certificate !== undefined && privateKey !== undefined && isKeyOf({ certificate, privateKey })) {
    return { certificate, privateKey };
  }
  throw damagedKeys(path, undefined);
}

/** For a file of keys that is not what this program writes. */
export function damagedKeys(path: string, cause: unknown): AppError {
  return new AppError('internal', {
    message: `${path} does not hold a certificate and its private key`,
    nextActions: ['restore the whole data directory from one backup'],
    cause,
  });
}

/** Whether the certificate was signed by the authority. */
export function isIssuedBy(certificate: string, authority: string): boolean {
  return new NodeCertificate(certificate).verify(new NodeCertificate(authority).publicKey);
}

/** Whether the private key belongs to the certificate. */
export function isKeyOf({ certificate, privateKey }: KeyPair): boolean {
  return new NodeCertificate(certificate).checkPrivateKey(createPrivateKey(privateKey));
}

async function exportPrivateKey(key: webcrypto.CryptoKey): Promise<string> {
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', key));
  return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
    .export({ type: 'pkcs8', format: 'pem' })
    .toString();
}

async function importPrivateKey(pem: string): Promise<webcrypto.CryptoKey> {
  const pkcs8 = createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' });
  return await crypto.subtle.importKey('pkcs8', pkcs8, P256, false, ['sign']);
}

function dates({ notBefore, notAfter }: Validity): { readonly notBefore: Date; readonly notAfter: Date } {
  return { notBefore: new Date(notBefore), notAfter: new Date(notAfter) };
}
