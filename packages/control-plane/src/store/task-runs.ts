import { AppError, type Instant, type TaskOutcome, type TaskTrigger } from '@devopsellence/core';
import { chunks } from './chunks.js';
import type { Reader, Writer } from './database.js';
import { hasFields, readDocument } from './document.js';
import { type EnvironmentNames, environmentById } from './environments.js';
import type { TaskRunRow } from './task-run-row.js';

/** One run of a task, as it was asked for, and how it ended; or a firing of its schedule of which no run was made. */
export interface RecordedTaskRun {
  readonly id: string;
  readonly environmentId: string;
  /** Null: of no deployment. */
  readonly deploymentId: string | null;
  readonly task: string;
  /** Empty when no run was made. */
  readonly nodeId: string;
  /** What the node was called then. */
  readonly node: string;
  readonly createdAt: Instant;
  /** Null until it has ended. */
  readonly endedAt: Instant | null;
  readonly outcome: TaskOutcome | null;
  readonly trigger: TaskTrigger;
  /** The time of the schedule that it was made for; null: for none. */
  readonly scheduledFor: Instant | null;
  /** Name of a token; empty: of none. */
  readonly requestedBy: string;
  /** Null: of no request. */
  readonly requestToken: string | null;
  /** Empty when no run was made. */
  readonly releaseId: string;
  readonly timeoutMs: number;
  /** When the control plane ends it; null: with its deployment. */
  readonly deadlineAt: Instant | null;
  /** Why no run was made; null when one was. */
  readonly skipped: string | null;
}

export type NewTaskRun = Omit<RecordedTaskRun, 'endedAt' | 'outcome' | 'skipped'>;

/** `document`: a TaskRun that becomes part of the node's desired state; null: it is part of a deployment's. */
export async function insertTaskRun(trx: Writer, run: NewTaskRun, document: string | null = null): Promise<void> {
  const row = encode({ ...run, endedAt: null, outcome: null, skipped: null });
  await trx
    .insertInto('task_runs')
    .values({ ...row, document })
    .execute();
}

/** Records that a firing came and no run was made of it, and why; runs of long ago are forgotten for it. */
export async function insertSkippedRun(
  trx: Writer,
  run: Pick<RecordedTaskRun, 'id' | 'environmentId' | 'task' | 'createdAt' | 'scheduledFor'> & {
    readonly skipped: string;
  },
): Promise<void> {
  const none = { deploymentId: null, nodeId: '', node: '', requestedBy: '', requestToken: null, releaseId: '' };
  const ended = { endedAt: run.createdAt, outcome: null, deadlineAt: null, timeoutMs: 0 };
  await trx
    .insertInto('task_runs')
    .values(encode({ ...run, ...none, ...ended, trigger: 'schedule' }))
    .execute();
  await pruneTaskRuns(trx, run);
}

/** The run of the release task in the deployment; null when it has none. */
export async function findTaskRun(db: Reader, deploymentId: string): Promise<RecordedTaskRun | null> {
  return first(await taskRuns(db).where('deployment_id', '=', deploymentId).execute());
}

export async function findTaskRunById(db: Reader, id: string): Promise<RecordedTaskRun | null> {
  return first(await taskRuns(db).where('id', '=', id).execute());
}

/** The run that this request made earlier, if it did. */
export async function findTaskRunByRequest(
  db: Reader,
  environmentId: string,
  requestToken: string,
): Promise<RecordedTaskRun | null> {
  const rows = await taskRuns(db)
    .where('environment_id', '=', environmentId)
    .where('request_token', '=', requestToken)
    .execute();
  return first(rows);
}

/** One task of one environment. */
export interface TaskOf {
  readonly environmentId: string;
  readonly task: string;
}

/** What was recorded of the firing, if it was. */
export async function findFiring(
  db: Reader,
  { environmentId, task }: TaskOf,
  scheduledFor: Instant,
): Promise<RecordedTaskRun | null> {
  const rows = await taskRuns(db)
    .where('environment_id', '=', environmentId)
    .where('task', '=', task)
    .where('scheduled_for', '=', scheduledFor)
    .execute();
  return first(rows);
}

/** The run of the task that has not ended, if there is one. */
export async function findOpenTaskRun(db: Reader, { environmentId, task }: TaskOf): Promise<RecordedTaskRun | null> {
  const rows = await taskRuns(db)
    .where('environment_id', '=', environmentId)
    .where('task', '=', task)
    .where('ended_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(1)
    .execute();
  return first(rows);
}

/** The newest run of the task that was made, ended or not. */
export async function lastMadeTaskRun(db: Reader, { environmentId, task }: TaskOf): Promise<RecordedTaskRun | null> {
  const rows = await taskRuns(db)
    .where('environment_id', '=', environmentId)
    .where('task', '=', task)
    .where('skipped', 'is', null)
    .orderBy('id', 'desc')
    .limit(1)
    .execute();
  return first(rows);
}

/** The newest run of each task of the environment. */
export async function lastTaskRuns(db: Reader, environmentId: string): Promise<RecordedTaskRun[]> {
  const newest = db
    .selectFrom('task_runs')
    .select(({ fn }) => fn.max('id').as('id'))
    .where('environment_id', '=', environmentId)
    .groupBy('task');
  return (await taskRuns(db).where('id', 'in', newest).execute()).map(decodeTaskRun);
}

/** Of one task, or of all (null), the newest first. */
export async function listTaskRuns(
  db: Reader,
  wanted: { readonly environmentId: string; readonly task: string | null; readonly limit: number },
): Promise<RecordedTaskRun[]> {
  let query = taskRuns(db).where('environment_id', '=', wanted.environmentId);
  if (wanted.task !== null) query = query.where('task', '=', wanted.task);
  return (await query.orderBy('id', 'desc').limit(wanted.limit).execute()).map(decodeTaskRun);
}

/** All runs of no deployment that have not ended, the oldest first. */
export async function listOpenTaskRuns(db: Reader): Promise<RecordedTaskRun[]> {
  const rows = await taskRuns(db)
    .where('ended_at', 'is', null)
    .where('deployment_id', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map(decodeTaskRun);
}

/** Names of the environment that the run is of; null when there is no such run. */
export async function taskRunPlace(db: Reader, id: string): Promise<EnvironmentNames | null> {
  const run = await findTaskRunById(db, id);
  return run === null ? null : await environmentById(db, run.environmentId);
}

/** Said also of one that the caller may not see. */
export function noSuchTaskRun(id: string): AppError {
  return new AppError('not_found', {
    message: `there is no run ${JSON.stringify(id.slice(0, 80))} of a task`,
    nextActions: ['devopsellence task runs'],
  });
}

/** A run of the environment; null when there is none with this id. */
export async function findRun(db: Reader, environmentId: string, id: string): Promise<RecordedTaskRun | null> {
  return first(await taskRuns(db).where('id', '=', id).where('environment_id', '=', environmentId).execute());
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

/** Runs of one task that are kept, besides those of deployments and what is in a desired state. */
const KEPT = 50;

/** Forgets runs of the task but for the newest. */
export async function pruneTaskRuns(trx: Writer, { environmentId, task }: TaskOf): Promise<void> {
  const oldest = await trx
    .selectFrom('task_runs')
    .select('id')
    .where('environment_id', '=', environmentId)
    .where('task', '=', task)
    .where('deployment_id', 'is', null)
    .orderBy('id', 'desc')
    .limit(1)
    .offset(KEPT - 1)
    .executeTakeFirst();
  if (oldest === undefined) return;
  await trx
    .deleteFrom('task_runs')
    .where('environment_id', '=', environmentId)
    .where('task', '=', task)
    .where('deployment_id', 'is', null)
    .where('ended_at', 'is not', null)
    .where('document', 'is', null)
    .where('id', '<', oldest.id)
    .execute();
}

function taskRuns(db: Reader) {
  return db.selectFrom('task_runs').selectAll();
}

function first(rows: readonly TaskRunRow[]): RecordedTaskRun | null {
  const [row] = rows;
  return row === undefined ? null : decodeTaskRun(row);
}

function encode(run: RecordedTaskRun): TaskRunRow {
  return {
    id: run.id,
    environment_id: run.environmentId,
    deployment_id: run.deploymentId,
    task: run.task,
    node_id: run.nodeId,
    node: run.node,
    created_at: run.createdAt,
    ended_at: run.endedAt,
    outcome: run.outcome === null ? null : JSON.stringify(run.outcome),
    kind: run.trigger,
    scheduled_for: run.scheduledFor,
    requested_by: run.requestedBy,
    request_token: run.requestToken,
    release_id: run.releaseId,
    timeout_ms: run.timeoutMs,
    deadline_at: run.deadlineAt,
    skipped: run.skipped,
    document: null,
  };
}

export function decodeTaskRun(row: TaskRunRow): RecordedTaskRun {
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
    trigger: row.kind,
    scheduledFor: row.scheduled_for,
    requestedBy: row.requested_by,
    requestToken: row.request_token,
    releaseId: row.release_id,
    timeoutMs: row.timeout_ms,
    deadlineAt: row.deadline_at,
    skipped: row.skipped,
  };
}

function readOutcome(text: string): TaskOutcome {
  return readDocument(text, isOutcome, 'outcome of a task');
}

const isOutcome = hasFields<TaskOutcome>(['isSuccess', 'exitCode', 'endedAt', 'reason', 'lastLines']);
