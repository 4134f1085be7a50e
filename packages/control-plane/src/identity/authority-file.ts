import { damagedKeys, isIssuedBy, isKeyOf, type KeyPair } from './certificates.js';

/** An authority that was replaced, and how those who trust it alone come to trust the one that issues now. */
export interface ReplacedAuthority {
  /** PEM. Its key is kept by nobody. */
  readonly certificate: string;
  /** PEM: name and key of the new authority, signed by the old one. */
  readonly bridge: string;
}

/** What one file holds, so that each step of a change is one write. At most one of `next` and `replaced` is there. */
export interface AuthorityKeys extends KeyPair {
  /** Not used yet. */
  readonly next: KeyPair | null;
  readonly replaced: ReplacedAuthority | null;
}

const BLOCK = /-----BEGIN (CERTIFICATE|PRIVATE KEY)-----[\s\S]+?-----END \1-----/g;

export function authorityText({ certificate, privateKey, next, replaced }: AuthorityKeys): string {
  const others = [
    ...(next === null ? [] : [next.certificate, next.privateKey]),
    ...(replaced === null ? [] : [replaced.certificate, replaced.bridge]),
  ];
  return `${[certificate, privateKey, ...others].map((part) => part.trim()).join('\n')}\n`;
}

/** Throws when the text is not what `authorityText` makes. `path` names the file for the message. */
export function parseAuthority(text: string, path: string): AuthorityKeys {
  const [certificate = '', privateKey = '', first, second] = text.match(BLOCK) ?? [];
  try {
    const keys = { certificate, privateKey };
    if (isKeyOf(keys)) {
      if (first === undefined || second === undefined) return { ...keys, next: null, replaced: null };
      if (second.includes('PRIVATE KEY')) return { ...keys, next: paired(first, second), replaced: null };
      return { ...keys, next: null, replaced: bridged(first, second, privateKey) };
    }
  } catch (cause) {
    throw damagedKeys(path, cause);
  }
  throw damagedKeys(path, undefined);
}

function paired(certificate: string, privateKey: string): KeyPair {
  if (!isKeyOf({ certificate, privateKey })) throw new TypeError('the next authority has another key');
  return { certificate, privateKey };
}

function bridged(certificate: string, bridge: string, privateKey: string): ReplacedAuthority {
  const isBridge = isKeyOf({ certificate: bridge, privateKey }) && isIssuedBy(bridge, certificate);
  if (!isBridge) throw new TypeError('the authority before does not vouch for this one');
  return { certificate, bridge };
}
