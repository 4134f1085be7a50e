import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { tempDirectory } from '../../testing/temp-directory.js';
import { Store } from '../database.js';
import { deploymentDocuments } from './0014-deployment-documents.js';

it('keeps what deployments that run are to publish and go back to', async () => {
  const store = Store.open(join(await tempDirectory(), 'control-plane.db'));
  onTestFinished(() => store.close());
  const { db } = store;
  await sql`create table deployments (id text primary key)`.execute(db);
  await sql`create table deployment_nodes (
    deployment_id text, node_id text, document text, previous_document text, change text,
    primary key (deployment_id, node_id))`.execute(db);
  await sql`insert into deployments values ('d1'), ('d2')`.execute(db);
  await sql`insert into deployment_nodes values
    ('d1', 'n1', 'new', 'old', 'publish'), ('d1', 'n2', 'new', null, 'publish'), ('d1', 'n3', null, 'old', 'withdraw'),
    ('d2', 'n1', 'new', 'new', 'keep')`.execute(db);
  await deploymentDocuments.up(db);
  const documents = await sql`
    select node.deployment_id || ' ' || node.node_id as node, change, new.document as new, old.document as old
    from deployment_nodes node
    left join deployment_documents new on new.deployment_id = node.deployment_id and new.number = document_number
    left join deployment_documents old on old.deployment_id = node.deployment_id and old.number = previous_number
    order by 1`.execute(db);
  expect(documents.rows).toEqual([
    { node: 'd1 n1', change: 'publish', new: 'new', old: 'old' },
    { node: 'd1 n2', change: 'publish', new: 'new', old: null },
    { node: 'd1 n3', change: 'withdraw', new: null, old: 'old' },
    { node: 'd2 n1', change: 'keep', new: 'new', old: 'new' },
  ]);
  const { rows } = await sql`select count(*) as count from deployment_documents`.execute(db);
  expect(rows).toEqual([{ count: 3 }]);
  const columns = await sql<{ name: string }>`select name from pragma_table_info('deployment_nodes')`.execute(db);
  expect(columns.rows.map(({ name }) => name)).not.toContain('document');
});
