import type { Instant } from '@devopsellence/core';
import type { Reader, Writer } from './database.js';
import { newId } from './ids.js';
import type { OperatorRole, TokenRow } from './schema.js';

/** An operator token; the secret itself is stored nowhere. */
export interface OperatorToken {
  readonly id: string;
  readonly name: string;
  readonly role: OperatorRole;
  /** SHA-256 (hex) of the secret part. */
  readonly secretHash: string;
  readonly expiresAt: Instant | null;
  readonly revokedAt: Instant | null;
}

export interface NewOperatorToken {
  readonly name: string;
  readonly role: OperatorRole;
  readonly secretHash: string;
  readonly expiresAt: Instant | null;
  readonly at: Instant;
}

/** Returns its id. */
export async function insertToken(trx: Writer, token: NewOperatorToken): Promise<string> {
  const row: TokenRow = {
    id: newId(),
    name: token.name,
    role: token.role,
    secret_hash: token.secretHash,
    created_at: token.at,
    expires_at: token.expiresAt,
    revoked_at: null,
  };
  await trx.insertInto('tokens').values(row).execute();
  return row.id;
}

export async function findToken(db: Reader, secretHash: string): Promise<OperatorToken | null> {
  const row = await db.selectFrom('tokens').selectAll().where('secret_hash', '=', secretHash).executeTakeFirst();
  if (row === undefined) return null;
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    secretHash: row.secret_hash,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
  };
}

/** From now on the token is refused. */
export async function revokeToken(trx: Writer, id: string, at: Instant): Promise<void> {
  await trx
    .updateTable('tokens')
    .set({ revoked_at: at })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute();
}
