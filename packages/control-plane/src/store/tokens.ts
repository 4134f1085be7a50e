import { AppError, type Instant, OPERATOR_ROLES, type OperatorRole } from '@devopsellence/core';
import type { Scope } from '../access/scope.js';
import type { Reader, Writer } from './database.js';
import { newId } from './ids.js';
import type { TokenRow } from './schema.js';
import { orRefuse } from './violation.js';

const ROLES: ReadonlySet<string> = new Set(OPERATOR_ROLES);

export function isOperatorRole(text: string): text is OperatorRole {
  return ROLES.has(text);
}

/** An operator token; the secret itself is stored nowhere. */
export interface OperatorToken {
  readonly id: string;
  readonly name: string;
  readonly role: OperatorRole;
  /** SHA-256 (hex) of the secret part. */
  readonly secretHash: string;
  readonly scope: Scope;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly expiresAt: Instant | null;
  readonly revokedAt: Instant | null;
}

export interface NewOperatorToken {
  readonly name: string;
  readonly role: OperatorRole;
  readonly secretHash: string;
  readonly scope: Scope;
  readonly expiresAt: Instant | null;
  readonly at: Instant;
  readonly by: string;
}

/** Returns its id. Throws `name_taken` while another token of this name lives. */
export async function insertToken(trx: Writer, token: NewOperatorToken): Promise<string> {
  const row: TokenRow = {
    id: newId(),
    name: token.name,
    role: token.role,
    secret_hash: token.secretHash,
    created_at: token.at,
    expires_at: token.expiresAt,
    revoked_at: null,
    ...token.scope,
    created_by: token.by,
  };
  await retireExpired(trx, token);
  await orRefuse(trx.insertInto('tokens').values(row).execute(), () => nameTaken(token.name));
  return row.id;
}

/** When the first token was made, which is when the control plane was set up; null: it was not yet. */
export async function firstTokenAt(db: Reader): Promise<Instant | null> {
  const oldest = db.selectFrom('tokens').select('created_at').orderBy('created_at').limit(1);
  return (await oldest.executeTakeFirst())?.created_at ?? null;
}

export async function findToken(db: Reader, secretHash: string): Promise<OperatorToken | null> {
  const row = await db.selectFrom('tokens').selectAll().where('secret_hash', '=', secretHash).executeTakeFirst();
  return row === undefined ? null : decode(row);
}

/** Every token that was not revoked, expired or not, sorted by name. */
export async function listTokens(db: Reader): Promise<OperatorToken[]> {
  const rows = await db.selectFrom('tokens').selectAll().where('revoked_at', 'is', null).orderBy('name').execute();
  return rows.map(decode);
}

/** The tokens that have this name or id, revoked or not, the newest first. */
export async function tokensNamed(db: Reader, nameOrId: string): Promise<OperatorToken[]> {
  const rows = await db
    .selectFrom('tokens')
    .selectAll()
    .where((where) => where.or([where('name', '=', nameOrId), where('id', '=', nameOrId)]))
    .orderBy('id', 'desc')
    .execute();
  return rows.map(decode);
}

/** Said also of one that the caller may not see. */
export function noSuchToken(nameOrId: string): AppError {
  return new AppError('not_found', {
    message: `there is no token ${JSON.stringify(nameOrId.slice(0, 80))}`,
    nextActions: ['devopsellence token list'],
  });
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

/** A token that has expired keeps its name from nobody. */
async function retireExpired(trx: Writer, { name, at }: NewOperatorToken): Promise<void> {
  await trx
    .updateTable('tokens')
    .set({ revoked_at: at })
    .where('name', '=', name)
    .where('revoked_at', 'is', null)
    .where('expires_at', '<=', at)
    .execute();
}

function decode(row: TokenRow): OperatorToken {
  const { organization, project, environment } = row;
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    secretHash: row.secret_hash,
    scope: { organization, project, environment },
    createdAt: row.created_at,
    createdBy: row.created_by,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
  };
}

function nameTaken(name: string): AppError {
  return new AppError('name_taken', {
    message: `there is a token named ${JSON.stringify(name)} already`,
    nextActions: ['choose another name', `devopsellence token revoke ${name}`],
  });
}
