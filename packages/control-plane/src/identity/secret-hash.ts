import { createHash } from 'node:crypto';

/**
 * What is stored of a token's secret part: its SHA-256 in hex. Tokens are 256 random bits, so there is nothing that a
 * slow hash would protect.
 */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
