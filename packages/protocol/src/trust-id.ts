import { createHash } from 'node:crypto';

/** What a node trusts: authorities of server certificates, and keys that sign desired states. All PEM. */
export interface Trust {
  /** The one that issues certificates now comes first. */
  readonly certificateAuthorities: readonly string[];
  readonly signingKeys: readonly string[];
}

/** Names what is trusted in 16 hex digits: the same for the same authorities and keys, in whatever order they come. */
export function trustIdOf({ certificateAuthorities, signingKeys }: Trust): string {
  const parts = [...certificateAuthorities, ...signingKeys].map((pem) => pem.replaceAll(/\s/g, ''));
  return createHash('sha256').update(parts.toSorted().join('\n')).digest('hex').slice(0, 16);
}
