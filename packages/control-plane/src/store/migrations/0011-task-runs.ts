import type { Kysely, Migration } from 'kysely';

/** Runs of tasks: which there were, where, and how they ended. */
export const taskRuns: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('task_runs')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('environment_id', 'text', (column) =>
        column.notNull().references('environments.id').onDelete('cascade'),
      )
      .addColumn('deployment_id', 'text', (column) => column.notNull().references('deployments.id').onDelete('cascade'))
      .addColumn('task', 'text', (column) => column.notNull())
      .addColumn('node_id', 'text', (column) => column.notNull())
      .addColumn('node', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('ended_at', 'bigint')
      .addColumn('outcome', 'text')
      .execute();
    await db.schema.createIndex('task_runs_deployment').on('task_runs').columns(['deployment_id']).execute();
    await db.schema.createIndex('task_runs_environment').on('task_runs').columns(['environment_id', 'task']).execute();
  },
};
