import { type Kysely, type Migration, sql } from 'kysely';

/** Runs of tasks that are of no deployment: those of schedules, and those that operators ask for. */
export const taskTriggers: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    // A column cannot be made nullable everywhere: the table is made anew.
    await createTable(db);
    await sql`
      insert into task_runs_next
        (id, environment_id, deployment_id, task, node_id, node, created_at, ended_at, outcome,
         kind, requested_by, release_id, timeout_ms)
      select task_runs.id, task_runs.environment_id, deployment_id, task, node_id, node, task_runs.created_at,
             task_runs.ended_at, outcome, 'deployment', deployments.started_by, deployments.release_id, 0
      from task_runs inner join deployments on deployments.id = task_runs.deployment_id
    `.execute(db);
    await db.schema.dropTable('task_runs').execute();
    await db.schema.alterTable('task_runs_next').renameTo('task_runs').execute();
    await createIndexes(db);
  },
};

async function createTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('task_runs_next')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('environment_id', 'text', (column) => column.notNull().references('environments.id').onDelete('cascade'))
    .addColumn('deployment_id', 'text', (column) => column.references('deployments.id').onDelete('cascade'))
    .addColumn('task', 'text', (column) => column.notNull())
    .addColumn('node_id', 'text', (column) => column.notNull())
    .addColumn('node', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('outcome', 'text')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('scheduled_for', 'bigint')
    .addColumn('requested_by', 'text', (column) => column.notNull())
    .addColumn('request_token', 'text')
    .addColumn('release_id', 'text', (column) => column.notNull())
    .addColumn('timeout_ms', 'bigint', (column) => column.notNull())
    .addColumn('deadline_at', 'bigint')
    .addColumn('skipped', 'text')
    .addColumn('document', 'text')
    .execute();
}

async function createIndexes(db: Kysely<unknown>): Promise<void> {
  const on = (name: string) => db.schema.createIndex(name).on('task_runs');
  await on('task_runs_deployment').columns(['deployment_id']).execute();
  await on('task_runs_environment').columns(['environment_id', 'task']).execute();
  await on('task_runs_node').columns(['node_id']).execute();
  // A firing is made once, whatever becomes of the control plane meanwhile; so is what one request asks for.
  await on('task_runs_firing').columns(['environment_id', 'task', 'scheduled_for']).unique().execute();
  await on('task_runs_request').columns(['environment_id', 'request_token']).unique().execute();
}
