import type { Kysely, Migration } from 'kysely';

/** The table was never written to. */
export const noTokenAuthorities: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.dropTable('token_authorities').execute();
  },
};
