import type { Kysely, Migration } from 'kysely';

/** Images that were uploaded, each with the blobs it is made of. One goes with the blob that is its manifest. */
export const uploadedImages: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('images')
      .addColumn('manifest', 'text', (column) => column.primaryKey().references('blobs.digest').onDelete('cascade'))
      .addColumn('image_id', 'text', (column) => column.notNull())
      .addColumn('added_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('images_image_id').on('images').columns(['image_id']).execute();
    await db.schema
      .createTable('image_blobs')
      .addColumn('manifest', 'text', (column) => column.notNull().references('images.manifest').onDelete('cascade'))
      .addColumn('digest', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('image_blobs_primary_key', ['manifest', 'digest'])
      .execute();
  },
};
