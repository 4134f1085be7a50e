import { type Kysely, type Migration, sql } from 'kysely';

/** Scopes of tokens, and what events are about: null where it is everything. Living tokens have names of their own. */
export const access: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const table of ['tokens', 'events']) {
      for (const column of ['organization', 'project', 'environment']) {
        await db.schema.alterTable(table).addColumn(column, 'text').execute();
      }
    }
    await db.schema
      .alterTable('tokens')
      .addColumn('created_by', 'text', (column) => column.notNull().defaultTo('control-plane'))
      .execute();
    await db.schema
      .createIndex('tokens_living_name')
      .unique()
      .on('tokens')
      .expression(sql`name, (coalesce(organization, '')), (coalesce(project, '')), (coalesce(environment, ''))`)
      .where(sql.ref('revoked_at'), 'is', null)
      .execute();
    await db.schema
      .createIndex('events_place')
      .on('events')
      .columns(['organization', 'project', 'environment', 'id'])
      .execute();
  },
};
