import type { Instant } from '@devopsellence/core';
import type { Reader, Writer } from './database.js';
import type { JoinTokenRow } from './schema.js';

/** The right to join once as one node, which exists since the token was minted. */
export interface JoinToken {
  readonly secretHash: string;
  readonly nodeId: string;
  /** Of the node; null when the machine may propose one. */
  readonly nodeName: string | null;
  readonly expiresAt: Instant;
  readonly usedAt: Instant | null;
  /** Whether the node had joined before the token was made: it lets the node back in. */
  readonly isRejoin: boolean;
}

export async function insertJoinToken(trx: Writer, token: JoinTokenRow): Promise<void> {
  await trx.insertInto('join_tokens').values(token).execute();
}

export async function findJoinToken(db: Reader, secretHash: string): Promise<JoinToken | null> {
  const row = await db
    .selectFrom('join_tokens')
    .innerJoin('nodes', 'nodes.id', 'join_tokens.node_id')
    .select([
      'join_tokens.secret_hash as secretHash',
      'join_tokens.node_id as nodeId',
      'nodes.name as nodeName',
      'join_tokens.expires_at as expiresAt',
      'join_tokens.used_at as usedAt',
      'join_tokens.created_at as createdAt',
      'nodes.joined_at as joinedAt',
    ])
    .where('join_tokens.secret_hash', '=', secretHash)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { createdAt, joinedAt, ...token } = row;
  return { ...token, isRejoin: joinedAt !== null && joinedAt <= createdAt };
}

/** A token as it is used. */
export interface JoinTokenUse {
  readonly token: JoinToken;
  /** Hash of the token together with the key it is used with. */
  readonly useHash: string;
  readonly at: Instant;
}

/**
 * Uses the token up. False when it was used before with another key: of two who try at once, one gets true. The same key
 * may come again, as the answer to it may have been lost; a row of its own remembers it.
 */
export async function useJoinToken(trx: Writer, { token, useHash, at }: JoinTokenUse): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('join_tokens')
    .set({ used_at: at })
    .where('secret_hash', '=', token.secretHash)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return (await findJoinToken(trx, useHash)) !== null;
  const { nodeId, expiresAt } = token;
  await insertJoinToken(trx, {
    secret_hash: useHash,
    node_id: nodeId,
    expires_at: expiresAt,
    used_at: at,
    created_at: at,
    authority_fingerprint: null,
  });
  return true;
}

/** Whether the node could still join with one of its tokens. */
export async function hasOutstandingJoinToken(db: Reader, nodeId: string, at: Instant): Promise<boolean> {
  const row = await db
    .selectFrom('join_tokens')
    .select('node_id')
    .where('node_id', '=', nodeId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
    .executeTakeFirst();
  return row !== undefined;
}

/** Forgets nodes without a name that never joined and whose join tokens have all expired: nobody can mean them. */
export async function forgetNamelessNodes(trx: Writer, at: Instant): Promise<void> {
  await trx
    .deleteFrom('nodes')
    .where('joined_at', 'is', null)
    .where('name', 'is', null)
    .where('id', 'not in', (outstanding) =>
      outstanding.selectFrom('join_tokens').select('node_id').where('expires_at', '>', at),
    )
    .execute();
}
