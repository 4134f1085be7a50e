import type { CreateTableBuilder, Kysely, Migration } from 'kysely';

/**
 * The first tables. Written with the schema builder alone, in types that both SQLite and PostgreSQL take: text,
 * bigint for moments (milliseconds do not fit 32 bits) and bytea. Tables keep SQLite's rowid: reads by key of rows this
 * wide are faster than WITHOUT ROWID.
 */
export const initial: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await createNames(db);
    await createNodes(db);
    await createSecrets(db);
    await createDeployments(db);
    await createNodeStates(db);
    await createEvents(db);
  },
};

async function createNames(db: Kysely<unknown>): Promise<void> {
  await identified(db, 'organizations')
    .addColumn('name', 'text', (name) => name.notNull().unique())
    .execute();
  await identified(db, 'projects')
    .addColumn('organization_id', 'text', (column) =>
      column.notNull().references('organizations.id').onDelete('cascade'),
    )
    .addColumn('name', 'text', (column) => column.notNull())
    .addUniqueConstraint('projects_name', ['organization_id', 'name'])
    .execute();
  await identified(db, 'environments')
    .addColumn('project_id', 'text', (column) => column.notNull().references('projects.id').onDelete('cascade'))
    .addColumn('name', 'text', (column) => column.notNull())
    // No foreign key: releases reference environments, and a cycle could not be created in one pass.
    .addColumn('current_release_id', 'text')
    .addUniqueConstraint('environments_name', ['project_id', 'name'])
    .execute();
}

async function createNodes(db: Kysely<unknown>): Promise<void> {
  await identified(db, 'nodes')
    .addColumn('name', 'text', (column) => column.unique())
    .addColumn('joined_at', 'bigint')
    .addColumn('certificate_fingerprint', 'text')
    .addColumn('agent_version', 'text', (column) => column.notNull())
    .addColumn('last_seen_at', 'bigint')
    .addColumn('revision', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('node_labels')
    .addColumn('node_id', 'text', (column) => column.notNull().references('nodes.id').onDelete('cascade'))
    .addColumn('label', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('node_labels_key', ['node_id', 'label'])
    .execute();
  await betweenNodeAndEnvironment(db, 'node_environments')
    .addColumn('attached_at', 'bigint', (column) => column.notNull())
    .execute();
  await index(db, 'node_environments', ['environment_id']);
  await db.schema
    .createTable('join_tokens')
    .addColumn('secret_hash', 'text', (column) => column.primaryKey())
    .addColumn('node_id', 'text', (column) => column.notNull().references('nodes.id').onDelete('cascade'))
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('used_at', 'bigint')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await index(db, 'join_tokens', ['node_id']);
}

async function createSecrets(db: Kysely<unknown>): Promise<void> {
  await identified(db, 'tokens')
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('secret_hash', 'text', (column) => column.notNull().unique())
    .addColumn('expires_at', 'bigint')
    .addColumn('revoked_at', 'bigint')
    .execute();
  await ofEnvironment(db.schema.createTable('secrets').addColumn('id', 'text', (column) => column.primaryKey()))
    .addColumn('service', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('current_version_id', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_by', 'text', (column) => column.notNull())
    .addUniqueConstraint('secrets_name', ['environment_id', 'service', 'name'])
    .execute();
  await ofEnvironment(identified(db, 'secret_versions'))
    .addColumn('secret_id', 'text', (column) => column.notNull())
    .addColumn('sealed', 'bytea', (column) => column.notNull())
    .execute();
  await index(db, 'secret_versions', ['environment_id']);
  await db.schema
    .createTable('registries')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('organization_id', 'text', (column) =>
      column.notNull().references('organizations.id').onDelete('cascade'),
    )
    .addColumn('host', 'text', (column) => column.notNull())
    .addColumn('username', 'text', (column) => column.notNull())
    .addColumn('sealed', 'bytea', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('registries_host', ['organization_id', 'host'])
    .execute();
}

async function createDeployments(db: Kysely<unknown>): Promise<void> {
  await ofEnvironment(identified(db, 'releases'))
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('revision', 'text', (column) => column.notNull())
    .addColumn('spec', 'text', (column) => column.notNull())
    .addColumn('images', 'text', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addUniqueConstraint('releases_number', ['environment_id', 'number'])
    .execute();
  await ofEnvironment(db.schema.createTable('deployments').addColumn('id', 'text', (column) => column.primaryKey()))
    .addColumn('release_id', 'text', (column) => column.notNull().references('releases.id').onDelete('cascade'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('request_token', 'text', (column) => column.notNull())
    .addColumn('started_by', 'text', (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('deadline_at', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint')
    .addUniqueConstraint('deployments_request', ['environment_id', 'request_token'])
    .execute();
  await createDeploymentNodes(db);
  await db.schema
    .createIndex('deployments_running')
    .unique()
    .on('deployments')
    .columns(['environment_id', 'state'])
    .where('state', '=', 'running')
    .execute();
}

async function createDeploymentNodes(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('deployment_nodes')
    .addColumn('deployment_id', 'text', (column) => column.notNull().references('deployments.id').onDelete('cascade'))
    .addColumn('node_id', 'text', (column) => column.notNull().references('nodes.id').onDelete('cascade'))
    .addColumn('change', 'text', (column) => column.notNull())
    .addColumn('document', 'text')
    .addColumn('previous_document', 'text')
    .addColumn('previous_release_id', 'text')
    .addColumn('published_revision', 'bigint')
    .addColumn('began_at', 'bigint')
    .addColumn('settled_at', 'bigint')
    .addPrimaryKeyConstraint('deployment_nodes_key', ['deployment_id', 'node_id'])
    .execute();
  await index(db, 'deployment_nodes', ['node_id']);
}

async function createNodeStates(db: Kysely<unknown>): Promise<void> {
  await betweenNodeAndEnvironment(db, 'desired_environments')
    .addColumn('deployment_id', 'text', (column) => column.notNull())
    .addColumn('release_id', 'text', (column) => column.notNull())
    .addColumn('document', 'text', (column) => column.notNull())
    .addColumn('published_at', 'bigint', (column) => column.notNull())
    .execute();
  await index(db, 'desired_environments', ['environment_id']);
  await db.schema
    .createTable('node_reports')
    .addColumn('node_id', 'text', (column) => column.primaryKey().references('nodes.id').onDelete('cascade'))
    .addColumn('received_at', 'bigint', (column) => column.notNull())
    .addColumn('report', 'text', (column) => column.notNull())
    .execute();
}

async function createEvents(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('events')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('details', 'text', (column) => column.notNull())
    .addColumn('correlation_id', 'text', (column) => column.notNull())
    .execute();
  await index(db, 'events', ['subject', 'id']);
}

function identified<Table extends string>(db: Kysely<unknown>, table: Table) {
  return db.schema
    .createTable(table)
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('created_at', 'bigint', (column) => column.notNull());
}

function ofEnvironment<Table extends string, Columns extends string>(table: CreateTableBuilder<Table, Columns>) {
  return table.addColumn('environment_id', 'text', (column) =>
    column.notNull().references('environments.id').onDelete('cascade'),
  );
}

function betweenNodeAndEnvironment<Table extends string>(db: Kysely<unknown>, table: Table) {
  return ofEnvironment(
    db.schema
      .createTable(table)
      .addColumn('node_id', 'text', (column) => column.notNull().references('nodes.id').onDelete('cascade')),
  ).addPrimaryKeyConstraint(`${table}_key`, ['node_id', 'environment_id']);
}

async function index(db: Kysely<unknown>, table: string, columns: string[]): Promise<void> {
  await db.schema
    .createIndex(`${table}_${columns.join('_')}`)
    .on(table)
    .columns(columns)
    .execute();
}
