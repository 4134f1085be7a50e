import type { Kysely, Migration } from 'kysely';

/** What a control plane remembers of the backups that were restored to it. */
export const backup: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('restorations')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('backup_id', 'text', (column) => column.notNull())
      .addColumn('backup_at', 'bigint', (column) => column.notNull())
      .addColumn('restored_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.alterTable('nodes').addColumn('restored_at', 'bigint').execute();
  },
};
