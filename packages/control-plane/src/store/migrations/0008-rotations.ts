import type { Kysely, Migration } from 'kysely';

/** What was last written down of each replacement of a key; the keys themselves are in files. */
export const rotations: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('rotations')
      .addColumn('kind', 'text', (column) => column.primaryKey())
      .addColumn('phase', 'text', (column) => column.notNull())
      .addColumn('since', 'bigint', (column) => column.notNull())
      .execute();
  },
};
