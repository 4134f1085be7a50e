import { type Kysely, type Migration, sql } from 'kysely';

/** The one registry of an organization that deploys push to, told by its namespace: null at all others. */
export const pushRegistry: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('registries').addColumn('namespace', 'text').execute();
    await db.schema
      .createIndex('registries_push')
      .unique()
      .on('registries')
      .columns(['organization_id'])
      .where(sql.ref('namespace'), 'is not', null)
      .execute();
  },
};
