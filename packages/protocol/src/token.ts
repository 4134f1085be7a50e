import { randomBytes } from 'node:crypto';

/**
 * Tokens look like `dvo_join_FINGERPRINT_SECRET`: whoever holds one can check the control plane before sending the
 * secret to it. The fingerprint is the SHA-256 (64 hex digits) of the certificate authority's certificate.
 */
export type TokenKind = 'join' | 'operator';

export interface Token {
  readonly kind: TokenKind;
  readonly fingerprint: string;
  readonly secret: string;
}

const PATTERN = /^dvo_(join|operator)_([0-9a-f]{64})_([A-Za-z0-9-]{43,64})$/;

/** A new token with 256 random bits. */
export function mintToken(kind: TokenKind, fingerprint: string): Token {
  return { kind, fingerprint, secret: randomBytes(32).toString('base64url').replaceAll('_', '-') };
}

export function formatToken(token: Token): string {
  return `dvo_${token.kind}_${token.fingerprint}_${token.secret}`;
}

/** Null when the text is no token. White space around it is ignored. */
export function parseToken(text: string): Token | null {
  const match = PATTERN.exec(text.trim());
  if (match === null) return null;
  const [, kind, fingerprint, secret] = match;
  if ((kind !== 'join' && kind !== 'operator') || fingerprint === undefined || secret === undefined) return null;
  return { kind, fingerprint, secret };
}
