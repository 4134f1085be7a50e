import { type Kysely, type Migration, sql } from 'kysely';

/** Sealed values are looked for by the master key that they were sealed with: the first nine bytes say which. */
export const sealedValues: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const table of ['secret_versions', 'registries']) {
      await db.schema.createIndex(`${table}_sealed_with`).on(table).expression(sql`substr(sealed, 1, 9), id`).execute();
    }
  },
};
