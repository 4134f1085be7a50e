import type { Writer } from './database.js';

/**
 * The desired states of these nodes have changed: their revisions grow, and those that were held after a restore are so no
 * more. Returns the revisions, in no order; fewer than nodes when some were removed.
 */
export async function growRevisions(trx: Writer, nodeIds: readonly string[]): Promise<readonly number[]> {
  const rows = await trx
    .updateTable('nodes')
    .set((columns) => ({ revision: columns('revision', '+', 1), held_at: null }))
    .where('id', 'in', nodeIds)
    .returning('revision')
    .execute();
  return rows.map(({ revision }) => revision);
}
