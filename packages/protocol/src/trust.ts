import { X509Certificate } from 'node:crypto';
import { connect, type DetailedPeerCertificate } from 'node:tls';
import { AppError } from '@devopsellence/core';
import { HANDSHAKE_DEADLINE_MS } from './channel.js';

/**
 * Names, beside an answer of the operator API, the fingerprint of the authority that takes the place of the one before:
 * who holds a token that carries the old one is to go on with this one.
 */
export const NEW_AUTHORITY_HEADER = 'devopsellence-new-authority';

/** SHA-256 (64 lower-case hex digits) of a certificate. */
export function fingerprintOf(pem: string): string {
  return fingerprintOfBytes(new X509Certificate(pem));
}

/**
 * The server name that a client asks for when it looks for the authority with this fingerprint. While an authority takes
 * the place of another there is more than one, and a chain leads to one of them only.
 */
export function authorityServerName(fingerprint: string): string {
  return `authority-${fingerprint.slice(0, 32)}.devopsellence.internal`;
}

/**
 * Fetches the certificate authority of the control plane at `host:port` and returns its PEM if it is the one with the
 * fingerprint. Nothing of ours is sent before that is known. Rejects with `wrong_certificate_authority` or
 * `control_plane_unavailable`.
 */
export function fetchCertificateAuthority(address: string, fingerprint: string): Promise<string> {
  const { host, port } = splitAddress(address);
  return new Promise((resolve, reject) => {
    // The chain is checked below, against the fingerprint: there is no authority to trust yet.
    const socket = connect({
      host,
      port,
      servername: authorityServerName(fingerprint),
      rejectUnauthorized: false,
      ALPNProtocols: ['h2'],
    });
    socket.setTimeout(HANDSHAKE_DEADLINE_MS, () => socket.destroy(new Error('no answer')));
    socket.once('error', (error: Error) => reject(unreachable(address, error)));
    socket.once('secureConnect', () => {
      const authority = findAuthority(socket.getPeerCertificate(true), fingerprint);
      socket.destroy();
      if (authority === null) reject(wrongAuthority(address, fingerprint));
      else resolve(authority);
    });
  });
}

/** `host:port` or `[v6]:port`; rejects anything else with `invalid_argument`. */
export function splitAddress(address: string): { readonly host: string; readonly port: number } {
  const match = /^(?:\[([0-9a-fA-F:]+)\]|([^:\s]+)):(\d{1,5})$/.exec(address);
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3]);
  if (host === undefined || port < 1 || port > 65_535) {
    throw new AppError('invalid_argument', {
      message: `${JSON.stringify(address)} is not an address`,
      reason: 'expected HOST:PORT, for example 203.0.113.7:7443',
    });
  }
  return { host, port };
}

/** Follows the chain, each certificate of which must be signed by the next one, up to the authority. */
function findAuthority(leaf: DetailedPeerCertificate, fingerprint: string): string | null {
  if (leaf.raw === undefined) return null;
  let link = leaf;
  let certificate = new X509Certificate(leaf.raw);
  while (fingerprintOfBytes(certificate) !== fingerprint) {
    const issuer = link.issuerCertificate;
    if (issuer === undefined || issuer === link) return null;
    const next = new X509Certificate(issuer.raw);
    if (!next.ca || !certificate.verify(next.publicKey)) return null;
    link = issuer;
    certificate = next;
  }
  return link === leaf ? null : certificate.toString();
}

function fingerprintOfBytes(certificate: X509Certificate): string {
  return certificate.fingerprint256.replaceAll(':', '').toLowerCase();
}

function unreachable(address: string, cause: Error): AppError {
  return new AppError('control_plane_unavailable', {
    message: `no control plane answers at ${address}`,
    reason: cause.message,
    nextActions: [`check that devopsellence-control-plane runs and listens at ${address}`],
    cause,
  });
}

function wrongAuthority(address: string, fingerprint: string): AppError {
  return new AppError('wrong_certificate_authority', {
    message: `the server at ${address} is not the control plane this token belongs to`,
    reason: `its certificate authority does not have the fingerprint ${fingerprint.slice(0, 16)}… that the token carries`,
    nextActions: ['check the address', 'ask for a new token of this control plane'],
  });
}
