import { createHash } from 'node:crypto';

/** What a node trusts: authorities of server certificates, and keys that sign desired states. All PEM. */
export interface Trust {
  /** The one that issues certificates now comes first. */
  readonly certificateAuthorities: readonly string[];
  readonly signingKeys: readonly string[];
}

/**
 * Names what is trusted in 16 hex digits. The order of the authorities counts, as the first one issues; that of the signing
 * keys does not, as each is as good as the others.
 */
export function trustIdOf({ certificateAuthorities, signingKeys }: Trust): string {
  const parts = [...certificateAuthorities.map(bare), ...signingKeys.map(bare).toSorted()];
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);
}

function bare(pem: string): string {
  return pem.replaceAll(/\s/g, '');
}
