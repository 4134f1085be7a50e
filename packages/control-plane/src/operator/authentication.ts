import { timingSafeEqual } from 'node:crypto';
import { AppError } from '@devopsellence/core';
import { parseToken } from '@devopsellence/protocol';
import type { Clock } from '@devopsellence/runtime';
import type { Metadata } from '@grpc/grpc-js';
import { hashSecret } from '../identity/secret-hash.js';
import { findToken, type Store } from '../store/index.js';
import type { AuthenticatedOperator } from './handler.js';

export interface AuthenticationDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** Of the certificate authority: tokens of other control planes are told apart by it. */
  readonly fingerprint: string;
}

/** Whose call this is, by the bearer token in its metadata. Throws `unauthenticated`. */
export async function authenticate(deps: AuthenticationDeps, metadata: Metadata): Promise<AuthenticatedOperator> {
  const [header] = metadata.get('authorization');
  if (typeof header !== 'string' || !header.startsWith('Bearer ')) throw refused('the call carries no token');
  const token = parseToken(header.slice('Bearer '.length));
  if (token?.kind !== 'operator') throw refused('that is not an operator token');
  if (token.fingerprint !== deps.fingerprint) throw refused('the token belongs to another control plane');
  const secretHash = hashSecret(token.secret);
  const known = await findToken(deps.store.db, secretHash);
  // The index found the row by its hash; only this comparison decides.
  if (known === null || !isSame(known.secretHash, secretHash))
    throw refused('this control plane does not know the token');
  if (known.revokedAt !== null) throw refused('the token was revoked');
  if (known.expiresAt !== null && known.expiresAt <= deps.clock.now()) throw refused('the token has expired');
  return { tokenId: known.id, tokenName: known.name, role: known.role };
}

function isSame(left: string, right: string): boolean {
  return left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));
}

function refused(reason: string): AppError {
  return new AppError('unauthenticated', {
    message: 'the operator token was refused',
    reason,
    nextActions: ['devopsellence login HOST:PORT --token-file FILE'],
  });
}
