import type { Kysely, Migration } from 'kysely';

/** Nodes that run, or are known by, what a restored control plane does not know. */
export const heldNodes: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('nodes').addColumn('restored_revision', 'bigint').execute();
    await db.schema.alterTable('nodes').addColumn('held_at', 'bigint').execute();
    await db.schema.alterTable('nodes').addColumn('certificate_awaited_at', 'bigint').execute();
  },
};
