import type { Kysely } from 'kysely';

/** What each node is known by and trusts, and with which certificate authority tokens were made and last used. */
export const identity = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('node_identities')
      .addColumn('node_id', 'text', (column) => column.primaryKey().references('nodes.id').onDelete('cascade'))
      .addColumn('certificate_authority', 'text', (column) => column.notNull())
      .addColumn('pending_fingerprint', 'text')
      .addColumn('pending_authority', 'text')
      .addColumn('trust_id', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('token_authorities')
      .addColumn('token_id', 'text', (column) => column.primaryKey().references('tokens.id').onDelete('cascade'))
      .addColumn('fingerprint', 'text', (column) => column.notNull())
      .execute();
    await db.schema.alterTable('join_tokens').addColumn('authority_fingerprint', 'text').execute();
  },
};
