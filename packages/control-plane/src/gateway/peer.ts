import type { PeerCertificate } from 'node:tls';
import { AppError } from '@devopsellence/core';
import { nodeOfAlternativeNames } from '../identity/certificate-authority.js';

/** Who a connection to the gateway comes from, as its client certificate says. TLS has checked who signed it. */
export interface Peer {
  readonly nodeId: string;
  readonly certificateFingerprint: string;
}

/** What gRPC tells of a connection. */
export interface PeerContext {
  readonly sslPeerCertificate?: PeerCertificate;
}

/** Throws `unauthenticated` when the certificate names no node. */
export function requirePeer({ sslPeerCertificate: certificate }: PeerContext): Peer {
  const nodeId = nodeOfAlternativeNames(certificate?.subjectaltname);
  if (certificate === undefined || nodeId === null) {
    throw new AppError('unauthenticated', { message: 'the client certificate names no node' });
  }
  return { nodeId, certificateFingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase() };
}

/** Why a node that has a certificate of ours may not connect. */
export function nodeRefused(): AppError {
  return new AppError('unauthenticated', {
    message: 'this node was removed, or has joined again with another certificate',
    nextActions: ['devopsellence node register', 'devopsellence-agent join HOST:PORT --token TOKEN'],
  });
}
