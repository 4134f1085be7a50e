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
    ])
    .where('join_tokens.secret_hash', '=', secretHash)
    .executeTakeFirst();
  return row ?? null;
}

/** Uses the token up. False when it was used before: of two who try at once, one gets true. */
export async function useJoinToken(trx: Writer, secretHash: string, at: Instant): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('join_tokens')
    .set({ used_at: at })
    .where('secret_hash', '=', secretHash)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
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
