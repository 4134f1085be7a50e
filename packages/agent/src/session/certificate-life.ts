import { X509Certificate } from 'node:crypto';
import type { Instant } from '@devopsellence/core';

/** What matters of a node's certificate for when it is renewed. */
export interface CertificateLife {
  /** SHA-256, hex. */
  readonly fingerprint: string;
  readonly notBefore: Instant;
  readonly notAfter: Instant;
}

const EARLIEST = 0.5;
const LATEST = 0.8;
const SPREAD_DIGITS = 8;

/** Reads a PEM certificate. */
export function lifeOf(certificate: string): CertificateLife {
  const parsed = new X509Certificate(certificate);
  return {
    fingerprint: parsed.fingerprint256.replaceAll(':', '').toLowerCase(),
    notBefore: Date.parse(parsed.validFrom),
    notAfter: Date.parse(parsed.validTo),
  };
}

/**
 * When the certificate is to be renewed: at 50 to 80 % of its life. The fingerprint chooses, so that nodes which joined
 * together renew apart, and that a restart does not choose anew.
 */
export function renewalTime({ fingerprint, notBefore, notAfter }: CertificateLife): Instant {
  const chosen = Number.parseInt(fingerprint.slice(0, SPREAD_DIGITS), 16) / 16 ** SPREAD_DIGITS;
  return notBefore + Math.floor((notAfter - notBefore) * (EARLIEST + (LATEST - EARLIEST) * chosen));
}

/**
 * A renewed certificate that seems due at once, because a clock is wrong, is left alone for this long: a hundredth of its
 * life.
 */
export function renewalGapMs({ notBefore, notAfter }: CertificateLife): number {
  return (notAfter - notBefore) / 100;
}
