import type { Kysely, Migration } from 'kysely';

/** How operators reach the machines of nodes. */
export const sshAddresses: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('ssh_addresses')
      .addColumn('node_id', 'text', (column) => column.primaryKey().references('nodes.id').onDelete('cascade'))
      .addColumn('host', 'text', (column) => column.notNull())
      .addColumn('user', 'text')
      .addColumn('port', 'integer')
      .execute();
  },
};
