import { timingSafeEqual } from 'node:crypto';
import { parseToken } from '@devopsellence/protocol';
import type { Clock } from '@devopsellence/runtime';
import type { Metadata } from '@grpc/grpc-js';
import { refusedToken } from '../access/live-calls.js';
import type { RotatingIds } from '../identity/rotating-key.js';
import { hashSecret } from '../identity/secret-hash.js';
import { findToken, type Store } from '../store/index.js';
import type { AuthenticatedOperator } from './handler.js';

export interface AuthenticationDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** Of the certificate authorities that are trusted now: tokens of other control planes are told apart by it. */
  readonly authority: { readonly ids: RotatingIds };
}

/** Hash of the bearer token in a call's metadata. Throws `unauthenticated` when it carries none of this control plane. */
export function presentedToken({ authority }: AuthenticationDeps, metadata: Metadata): string {
  const [header] = metadata.get('authorization');
  if (typeof header !== 'string' || !header.startsWith('Bearer ')) throw refusedToken('the call carries no token');
  const token = parseToken(header.slice('Bearer '.length));
  if (token?.kind !== 'operator') throw refusedToken('that is not an operator token');
  const { current, other } = authority.ids;
  if (token.fingerprint !== current && token.fingerprint !== other)
    throw refusedToken('the token belongs to another control plane');
  return hashSecret(token.secret);
}

/** Whose token has this hash. Throws `unauthenticated`. */
export async function authenticate(deps: AuthenticationDeps, secretHash: string): Promise<AuthenticatedOperator> {
  const known = await findToken(deps.store.db, secretHash);
  // The index found the row by its hash; only this comparison decides.
  if (known === null || !isSame(known.secretHash, secretHash)) {
    throw refusedToken('this control plane does not know the token');
  }
  if (known.revokedAt !== null) throw refusedToken('the token was revoked');
  if (known.expiresAt !== null && known.expiresAt <= deps.clock.now()) throw refusedToken('the token has expired');
  const { id, name, role, scope, expiresAt } = known;
  return { tokenId: id, tokenName: name, role, scope, expiresAt };
}

function isSame(left: string, right: string): boolean {
  return left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));
}
