import type { PeerCertificate } from 'node:tls';
import { AppError, type Instant } from '@devopsellence/core';
import { issueTimeOf, nodeOfAlternativeNames } from '../identity/certificate-authority.js';

/** Who a connection to the gateway comes from, as its client certificate says. TLS has checked who signed it. */
export interface Peer {
  readonly nodeId: string;
  readonly certificateFingerprint: string;
  /** When the certificate was issued, to the second. */
  readonly issuedAt: Instant;
  /** Address and port that the connection comes from: no two connections that are open have the same. */
  readonly connection: string;
}

/** What gRPC tells of a connection. */
export interface PeerContext {
  readonly sslPeerCertificate?: PeerCertificate;
}

/** The part of a call that tells of its connection. */
export interface PeerCall {
  getAuthContext(): PeerContext;
  getPeer(): string;
}

/** Throws `unauthenticated` when the certificate names no node. */
export function requirePeer(call: PeerCall): Peer {
  const { sslPeerCertificate: certificate } = call.getAuthContext();
  const nodeId = nodeOfAlternativeNames(certificate?.subjectaltname);
  if (certificate === undefined || nodeId === null) {
    throw new AppError('unauthenticated', { message: 'the client certificate names no node' });
  }
  const certificateFingerprint = certificate.fingerprint256.replaceAll(':', '').toLowerCase();
  const issuedAt = issueTimeOf(certificate.valid_from);
  return { nodeId, certificateFingerprint, issuedAt, connection: call.getPeer() };
}

/** Why a node that has a certificate of ours may not connect. */
export function nodeRefused(): AppError {
  return new AppError('unauthenticated', {
    message: 'this node was removed, or has joined again with another certificate',
    nextActions: [
      'devopsellence node register, or devopsellence node rejoin NAME',
      'devopsellence-agent join HOST:PORT --token TOKEN',
    ],
  });
}
