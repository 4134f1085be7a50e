import type { Instant } from '@devopsellence/core';
import type { Reader, Writer } from './database.js';
import { newId } from './ids.js';
import { giveUpTaskRuns } from './task-runs.js';

/** A backup that was put in the place of what the control plane had. */
export interface Restoration {
  readonly backupId: string;
  /** Of which moment the backup is. */
  readonly backupAt: Instant;
  readonly restoredAt: Instant;
}

/**
 * Records the restoration, and that nothing is known of what the nodes have accepted since the backup. What they had
 * reported is of another time, and forgotten.
 */
export async function insertRestoration(trx: Writer, restoration: Restoration): Promise<void> {
  const { backupId, backupAt, restoredAt } = restoration;
  await trx
    .insertInto('restorations')
    .values({ id: newId(), backup_id: backupId, backup_at: backupAt, restored_at: restoredAt })
    .execute();
  await trx.updateTable('nodes').set({ restored_at: restoredAt }).where('joined_at', 'is not', null).execute();
  await trx.deleteFrom('node_reports').execute();
}

/**
 * Withdraws what the backup caught half done: join tokens that were not used are refused, and deployments that ran are
 * cancelled, as nobody knows how they ended. Returns how many join tokens.
 */
export async function withdrawUnfinished(trx: Writer, at: Instant): Promise<{ readonly joinTokens: number }> {
  const { numUpdatedRows } = await trx
    .updateTable('join_tokens')
    .set({ expires_at: at })
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
    .executeTakeFirst();
  const reason = 'the control plane was restored from a backup';
  await trx.deleteFrom('deployment_nodes').execute();
  await giveUpTaskRuns(trx, { deploymentId: null, reason, at });
  await trx
    .updateTable('deployments')
    .set({ state: 'cancelled', reason, ended_at: at })
    .where('state', '=', 'running')
    .execute();
  return { joinTokens: Number(numUpdatedRows) };
}

/** The last one; null: what the control plane has is its own. */
export async function lastRestoration(db: Reader): Promise<Restoration | null> {
  const row = await db
    .selectFrom('restorations')
    .select(['backup_id as backupId', 'backup_at as backupAt', 'restored_at as restoredAt'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** Names of the nodes that were not heard of since a backup was restored, sorted. */
export async function unheardNodeNames(db: Reader): Promise<string[]> {
  const rows = await db
    .selectFrom('nodes')
    .select(['id', 'name'])
    .where('restored_at', 'is not', null)
    .orderBy('name')
    .execute();
  return rows.map(({ id, name }) => name ?? id);
}

/** Ids of the nodes that were not heard of since a backup was restored. */
export async function listUnheardNodes(db: Reader): Promise<string[]> {
  const rows = await db.selectFrom('nodes').select('id').where('restored_at', 'is not', null).execute();
  return rows.map(({ id }) => id);
}

/**
 * The node was heard of: it has accepted this revision, and no higher one. Lifts the revision of its desired state above
 * it, if need be, and with it those that running deployments wait for. Returns the revision lifted to; null: none was.
 */
export async function resumeNode(trx: Writer, nodeId: string, accepted: number): Promise<number | null> {
  const node = await trx
    .selectFrom('nodes')
    .select(['revision', 'restored_at'])
    .where('id', '=', nodeId)
    .executeTakeFirst();
  if (node === undefined || node.restored_at === null) return null;
  const revision = liftedRevision(node.revision, accepted);
  await trx.updateTable('nodes').set({ revision, restored_at: null }).where('id', '=', nodeId).execute();
  if (revision === node.revision) return null;
  await trx
    .updateTable('deployment_nodes')
    .set({ published_revision: revision })
    .where('node_id', '=', nodeId)
    .where('published_revision', 'is not', null)
    .execute();
  return revision;
}

/**
 * The revision with which a restored desired state is above everything that the agent has accepted. An equal one is not
 * enough: it may have been another document, published after the backup.
 */
export function liftedRevision(revision: number, accepted: number): number {
  return accepted < revision || accepted === 0 ? revision : accepted + 1;
}
