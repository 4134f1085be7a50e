import type { Kysely, Migration } from 'kysely';

interface Tables {
  readonly deployment_nodes: {
    deployment_id: string;
    node_id: string;
    document: string | null;
    previous_document: string | null;
    document_number: number | null;
    previous_number: number | null;
  };
  readonly deployment_documents: { deployment_id: string; number: number; document: string };
}

/**
 * What running deployments publish is kept once, not once for each node: a deploy to a thousand nodes wrote tens of
 * megabytes, several times.
 */
export const deploymentDocuments: Migration = {
  async up(db: Kysely<Tables>): Promise<void> {
    await db.schema
      .createTable('deployment_documents')
      .addColumn('deployment_id', 'text', (column) => column.notNull().references('deployments.id').onDelete('cascade'))
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('document', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('deployment_documents_key', ['deployment_id', 'number'])
      .execute();
    await db.schema.alterTable('deployment_nodes').addColumn('document_number', 'integer').execute();
    await db.schema.alterTable('deployment_nodes').addColumn('previous_number', 'integer').execute();
    await moveDocuments(db);
    await db.schema.alterTable('deployment_nodes').dropColumn('document').execute();
    await db.schema.alterTable('deployment_nodes').dropColumn('previous_document').execute();
  },
};

async function moveDocuments(db: Kysely<Tables>): Promise<void> {
  const rows = await db
    .selectFrom('deployment_nodes')
    .select(['deployment_id', 'node_id', 'document', 'previous_document'])
    .execute();
  const numbers = new Map<string, number>();
  const numberOf = async (deploymentId: string, document: string | null): Promise<number | null> => {
    if (document === null) return null;
    const key = `${deploymentId} ${document}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const number = numbers.size;
    numbers.set(key, number);
    await db.insertInto('deployment_documents').values({ deployment_id: deploymentId, number, document }).execute();
    return number;
  };
  for (const { deployment_id: deploymentId, node_id: nodeId, document, previous_document: previous } of rows) {
    await db
      .updateTable('deployment_nodes')
      .set({
        document_number: await numberOf(deploymentId, document),
        previous_number: await numberOf(deploymentId, previous),
      })
      .where('deployment_id', '=', deploymentId)
      .where('node_id', '=', nodeId)
      .execute();
  }
}
