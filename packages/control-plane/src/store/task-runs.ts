import type { Instant, TaskOutcome } from '@devopsellence/core';
import { chunks } from './chunks.js';
import type { Reader, Writer } from './database.js';
import { hasFields, readDocument } from './document.js';
import type { TaskRunRow } from './schema.js';

/** One run of a task, as it was asked for, and how it ended. */
export interface RecordedTaskRun {
  readonly id: string;
  readonly environmentId: string;
  readonly deploymentId: string;
  readonly task: string;
  readonly nodeId: string;
  /** What the node was called then. */
  readonly node: string;
  readonly createdAt: Instant;
  /** Null until it has ended. */
  readonly endedAt: Instant | null;
  readonly outcome: TaskOutcome | null;
}

export async function insertTaskRun(trx: Writer, run: Omit<RecordedTaskRun, 'endedAt' | 'outcome'>): Promise<void> {
  const { id, environmentId, deploymentId, task, nodeId, node, createdAt } = run;
  await trx
    .insertInto('task_runs')
    .values({
      id,
      environment_id: environmentId,
      deployment_id: deploymentId,
      task,
      node_id: nodeId,
      node,
      created_at: createdAt,
      ended_at: null,
      outcome: null,
    })
    .execute();
}

/** The run of the release task in the deployment; null when it has none. */
export async function findTaskRun(db: Reader, deploymentId: string): Promise<RecordedTaskRun | null> {
  const row = await db.selectFrom('task_runs').selectAll().where('deployment_id', '=', deploymentId).executeTakeFirst();
  return row === undefined ? null : decode(row);
}

/** A run of the environment; null when there is none with this id. */
export async function findRun(db: Reader, environmentId: string, id: string): Promise<RecordedTaskRun | null> {
  const row = await db
    .selectFrom('task_runs')
    .selectAll()
    .where('id', '=', id)
    .where('environment_id', '=', environmentId)
    .executeTakeFirst();
  return row === undefined ? null : decode(row);
}

/** The run that was asked for last; null when the task never ran. */
export async function newestRun(db: Reader, environmentId: string, task: string): Promise<RecordedTaskRun | null> {
  const row = await db
    .selectFrom('task_runs')
    .selectAll()
    .where('environment_id', '=', environmentId)
    .where('task', '=', task)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : decode(row);
}

/** Of these runs the ones that have ended, with how. */
export async function findTaskOutcomes(db: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, TaskOutcome>> {
  const outcomes = new Map<string, TaskOutcome>();
  for (const chunk of chunks(ids)) {
    const rows = await db
      .selectFrom('task_runs')
      .select(['id', 'outcome'])
      .where('id', 'in', chunk)
      .where('outcome', 'is not', null)
      .execute();
    for (const { id, outcome } of rows) if (outcome !== null) outcomes.set(id, readOutcome(outcome));
  }
  return outcomes;
}

/** Records how a run ended. No change when it had ended before: an end is final. */
export async function recordTaskOutcome(
  trx: Writer,
  end: { readonly id: string; readonly outcome: TaskOutcome; readonly at: Instant },
): Promise<void> {
  await trx
    .updateTable('task_runs')
    .set({ ended_at: end.at, outcome: JSON.stringify(end.outcome) })
    .where('id', '=', end.id)
    .where('outcome', 'is', null)
    .execute();
}

/** Gives up the runs of a deployment, or of all, that have not ended. */
export async function giveUpTaskRuns(
  trx: Writer,
  given: { readonly deploymentId: string | null; readonly reason: string; readonly at: Instant },
): Promise<void> {
  const outcome: TaskOutcome = {
    isSuccess: false,
    exitCode: null,
    startedAt: null,
    endedAt: given.at,
    reason: given.reason,
    lastLines: [],
  };
  let query = trx
    .updateTable('task_runs')
    .set({ ended_at: given.at, outcome: JSON.stringify(outcome) })
    .where('outcome', 'is', null);
  if (given.deploymentId !== null) query = query.where('deployment_id', '=', given.deploymentId);
  await query.execute();
}

function decode(row: TaskRunRow): RecordedTaskRun {
  return {
    id: row.id,
    environmentId: row.environment_id,
    deploymentId: row.deployment_id,
    task: row.task,
    nodeId: row.node_id,
    node: row.node,
    createdAt: row.created_at,
    endedAt: row.ended_at,
    outcome: row.outcome === null ? null : readOutcome(row.outcome),
  };
}

function readOutcome(text: string): TaskOutcome {
  return readDocument(text, isOutcome, 'outcome of a task');
}

const isOutcome = hasFields<TaskOutcome>(['isSuccess', 'exitCode', 'endedAt', 'reason', 'lastLines']);
