import type { Kysely, Migration } from 'kysely';

/** Nodes that a superseded deployment left in the middle of its change. */
export const leftChanging: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable('deployment_nodes')
      .addColumn('left_changing', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
  },
};
