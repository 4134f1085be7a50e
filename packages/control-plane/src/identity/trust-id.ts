import { type Trust, trustIdOf } from '@devopsellence/protocol';

/** The id of what nodes are to trust, worked out anew only when that has changed: each status message is answered with it. */
export function trustIdFollowing(trust: () => Trust): () => string {
  let known: Trust = { certificateAuthorities: [], signingKeys: [] };
  let id = '';
  return () => {
    const now = trust();
    if (!isSame(now, known)) id = trustIdOf(now);
    known = now;
    return id;
  };
}

function isSame(one: Trust, other: Trust): boolean {
  return (
    areSame(one.certificateAuthorities, other.certificateAuthorities) && areSame(one.signingKeys, other.signingKeys)
  );
}

function areSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((text, index) => text === others[index]);
}
