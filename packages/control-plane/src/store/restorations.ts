import type { Instant } from '@devopsellence/core';
import type { Reader, Writer } from './database.js';
import { newId } from './ids.js';
import { giveUpTaskRuns } from './task-run-ends.js';

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
  await trx
    .updateTable('nodes')
    .set(({ ref }) => ({
      restored_at: restoredAt,
      restored_revision: ref('revision'),
      certificate_awaited_at: restoredAt,
    }))
    .where('joined_at', 'is not', null)
    .execute();
  await trx.deleteFrom('node_reports').execute();
}

/**
 * Withdraws what the backup caught half done: join tokens that were not used are refused, and deployments that ran are
 * cancelled, as nobody knows how they ended; nor does anybody know that of operations on standalone services. Returns how many join tokens.
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
  await trx.deleteFrom('deployment_documents').execute();
  await trx.deleteFrom('standalone_operations').execute();
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

/** Names of the nodes that were not heard of since a backup was restored, and of those that are held; sorted. */
export async function nodesAfterRestore(
  db: Reader,
): Promise<{ readonly unheard: readonly string[]; readonly held: readonly string[] }> {
  const names = async (column: 'restored_at' | 'held_at') => {
    const rows = db.selectFrom('nodes').select(['id', 'name']).where(column, 'is not', null).orderBy('name');
    return (await rows.execute()).map(({ id, name }) => name ?? id);
  };
  return { unheard: await names('restored_at'), held: await names('held_at') };
}

/** Ids of the nodes that were not heard of since a backup was restored. */
export async function listUnheardNodes(db: Reader): Promise<string[]> {
  const rows = await db.selectFrom('nodes').select('id').where('restored_at', 'is not', null).execute();
  return rows.map(({ id }) => id);
}

/** How a node goes on after a restore. */
export interface Resumed {
  readonly revision: number;
  /** Its agent keeps what it runs. */
  readonly isHeld: boolean;
}

/**
 * The node was heard of: it has accepted this revision, and no higher one. Decides how it goes on, and lifts with the
 * revision of its desired state those that running deployments wait for. Null: it goes on as it is.
 */
export async function resumeNode(
  trx: Writer,
  { nodeId, accepted, at }: { readonly nodeId: string; readonly accepted: number; readonly at: Instant },
): Promise<Resumed | null> {
  const node = await trx
    .selectFrom('nodes')
    .select(['revision', 'restored_at', 'restored_revision', 'held_at'])
    .where('id', '=', nodeId)
    .executeTakeFirst();
  if (node === undefined || node.restored_at === null) return null;
  const isUntouched = node.revision === node.restored_revision;
  const wasHeld = node.held_at !== null;
  const { revision, isHeld } = planResumption({ revision: node.revision, accepted, isUntouched, wasHeld });
  const change = {
    revision,
    restored_at: null,
    certificate_awaited_at: null,
    held_at: isHeld ? (node.held_at ?? at) : null,
  };
  await trx.updateTable('nodes').set(change).where('id', '=', nodeId).execute();
  if (revision === node.revision && isHeld === wasHeld) return null;
  await trx
    .updateTable('deployment_nodes')
    .set({ published_revision: revision })
    .where('node_id', '=', nodeId)
    .where('published_revision', 'is not', null)
    .execute();
  return { revision, isHeld };
}

export interface ResumptionFacts {
  /** Of the desired state now. */
  readonly revision: number;
  /** The highest that the agent has accepted; 0: none. */
  readonly accepted: number;
  /** Nothing was published to the node since the restore. */
  readonly isUntouched: boolean;
  /** The node was held when the backup was made. */
  readonly wasHeld: boolean;
}

/**
 * An agent that is ahead of the backup runs something newer, which nobody has asked it to give up: it is held, at the very
 * revision that it has accepted, until something is published to it. What was published since the restore was asked for:
 * it gets a revision above all that the agent has accepted; an equal one may have been another document.
 */
export function planResumption({ revision, accepted, isUntouched, wasHeld }: ResumptionFacts): Resumed {
  if (accepted === 0 || accepted < revision) return { revision, isHeld: false };
  const isAhead = accepted > revision || wasHeld;
  return isUntouched && isAhead ? { revision: accepted, isHeld: true } : { revision: accepted + 1, isHeld: false };
}
