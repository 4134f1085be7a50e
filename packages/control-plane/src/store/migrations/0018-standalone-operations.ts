import type { Kysely, Migration } from 'kysely';

/** What goes on with standalone services: one operation at a time for each. */
export const standaloneOperations: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('standalone_operations')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('environment_id', 'text', (column) =>
        column.notNull().references('environments.id').onDelete('cascade'),
      )
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('started_by', 'text', (column) => column.notNull())
      .addColumn('started_at', 'bigint', (column) => column.notNull())
      .addColumn('correlation_id', 'text', (column) => column.notNull())
      .addColumn('publication', 'text')
      .addUniqueConstraint('standalone_operations_name', ['environment_id', 'name'])
      .execute();
  },
};
