import type { Kysely, Migration } from 'kysely';

/** Content that the control plane hands to nodes, by digest. */
export const images: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('blobs')
      .addColumn('digest', 'text', (column) => column.primaryKey())
      .addColumn('size', 'bigint', (column) => column.notNull())
      .addColumn('diff_id', 'text')
      .addColumn('kept_until', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('blobs_diff_id').on('blobs').columns(['diff_id']).execute();
  },
};
