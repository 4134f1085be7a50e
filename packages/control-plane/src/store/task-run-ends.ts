import type { Instant, TaskOutcome } from '@devopsellence/core';
import type { Writer } from './database.js';
import { environmentById, environmentTitle } from './environments.js';
import { insertEvent } from './events.js';
import { decodeTaskRun, type RecordedTaskRun } from './task-runs.js';

/** Records how a run ended. False, and no change, when it had ended before: an end is final. */
export async function recordTaskOutcome(
  trx: Writer,
  end: { readonly id: string; readonly outcome: TaskOutcome; readonly at: Instant },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('task_runs')
    .set({ ended_at: end.at, outcome: JSON.stringify(end.outcome) })
    .where('id', '=', end.id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export interface TaskRunEnd {
  readonly outcome: TaskOutcome;
  /** Name of a token, `control-plane`, or `node NAME`: who has ended it. */
  readonly actor: string;
  readonly at: Instant;
}

/**
 * Records how a run of no deployment ended, with an event when it failed or an operator had asked for it: schedules that do
 * well would bury everything else. False, and no change, when it had ended before.
 */
export async function endTaskRun(
  trx: Writer,
  { id, environmentId, task, node, requestedBy }: RecordedTaskRun,
  { outcome, actor, at }: TaskRunEnd,
): Promise<boolean> {
  const isFirst = await recordTaskOutcome(trx, { id, outcome, at });
  if (!isFirst || (outcome.isSuccess && requestedBy === '')) return isFirst;
  const environment = await environmentById(trx, environmentId);
  if (environment === null) return isFirst;
  const { isSuccess, exitCode, reason } = outcome;
  await insertEvent(trx, {
    at,
    actor,
    action: 'task.run_ended',
    place: environment,
    subject: `environment ${environmentTitle(environment)}`,
    details: { task, run: id, node, succeeded: isSuccess, exit_code: exitCode, reason },
    correlationId: id,
  });
  return isFirst;
}

/** How a run ends that is given up: nobody has seen its process end. */
export function givenUp(reason: string, at: Instant): TaskOutcome {
  return { isSuccess: false, exitCode: null, startedAt: null, endedAt: at, reason, lastLines: [] };
}

/** Gives up the runs of a deployment, or of all, that have not ended. */
export async function giveUpTaskRuns(
  trx: Writer,
  given: { readonly deploymentId: string | null; readonly reason: string; readonly at: Instant },
): Promise<void> {
  let query = trx
    .updateTable('task_runs')
    .set({ ended_at: given.at, outcome: JSON.stringify(givenUp(given.reason, given.at)) })
    .where('ended_at', 'is', null);
  if (given.deploymentId !== null) query = query.where('deployment_id', '=', given.deploymentId);
  await query.execute();
}

/** Nodes that an environment is taken off. */
export interface Departure {
  readonly environmentId: string;
  readonly nodeIds: readonly string[];
  readonly at: Instant;
}

/** The environment leaves the nodes: what goes on of its runs there ends, and no desired state has them any more. */
export async function dropTaskRuns(trx: Writer, { environmentId, nodeIds, at }: Departure): Promise<void> {
  const rows = await trx
    .selectFrom('task_runs')
    .selectAll()
    .where('environment_id', '=', environmentId)
    .where('node_id', 'in', nodeIds)
    .where('document', 'is not', null)
    .execute();
  for (const run of rows.map(decodeTaskRun)) {
    if (run.endedAt !== null) continue;
    const outcome = givenUp(`the environment was taken off node ${run.node}`, at);
    await endTaskRun(trx, run, { outcome, actor: 'control-plane', at });
  }
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) await trx.updateTable('task_runs').set({ document: null }).where('id', 'in', ids).execute();
}
