import type { Kysely, Migration } from 'kysely';

/** What makes hostnames public on a node. */
export const nodeIngress: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable('nodes')
      .addColumn('ingress', 'text', (column) => column.notNull().defaultTo('none'))
      .execute();
  },
};
