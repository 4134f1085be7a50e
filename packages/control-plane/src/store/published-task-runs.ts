import type { Instant, TaskRun } from '@devopsellence/core';
import { chunks } from './chunks.js';
import type { Reader, Writer } from './database.js';
import { hasFields, readDocument } from './document.js';
import { growRevisions } from './node-revisions.js';
import { endTaskRun, givenUp } from './task-run-ends.js';
import { insertTaskRun, type NewTaskRun, pruneTaskRuns, type RecordedTaskRun } from './task-runs.js';

/**
 * Makes the run part of its node's desired state, whose revision grows: after the commit the node is to be woken. The runs of
 * the task before it, which have ended, are no more part of any. Of those on other nodes these hear with whatever is
 * published to them next: a container that is left over a while longer is no reason to publish anything, least of all to a
 * node that is held.
 */
export async function publishTaskRun(trx: Writer, run: NewTaskRun, document: TaskRun): Promise<void> {
  const { environmentId, task, nodeId } = run;
  await trx
    .updateTable('task_runs')
    .set({ document: null })
    .where('environment_id', '=', environmentId)
    .where('task', '=', task)
    .where('document', 'is not', null)
    .where('ended_at', 'is not', null)
    .execute();
  await insertTaskRun(trx, run, JSON.stringify(document));
  await pruneTaskRuns(trx, run);
  await growRevisions(trx, [nodeId]);
}

/**
 * Ends a run before its node has, and tells the node: its revision grows. False, and no change, when it had ended before.
 * After the commit the node is to be woken.
 */
export async function stopTaskRun(
  trx: Writer,
  run: RecordedTaskRun,
  { reason, actor, at }: { readonly reason: string; readonly actor: string; readonly at: Instant },
): Promise<boolean> {
  const isFirst = await endTaskRun(trx, run, { outcome: givenUp(reason, at), actor, at });
  if (isFirst) await growRevisions(trx, [run.nodeId]);
  return isFirst;
}

/** By node and environment: runs of no deployment that are part of the desired states of these nodes, the oldest first. */
export type PublishedTaskRuns = ReadonlyMap<string, ReadonlyMap<string, readonly TaskRun[]>>;

export async function readPublishedTaskRuns(db: Reader, nodeIds: readonly string[]): Promise<PublishedTaskRuns> {
  const byNode = new Map<string, Map<string, TaskRun[]>>();
  for (const chunk of chunks(nodeIds)) {
    const rows = await db
      .selectFrom('task_runs')
      .select(['node_id', 'environment_id', 'document'])
      .where('node_id', 'in', chunk)
      .where('document', 'is not', null)
      .orderBy('id')
      .execute();
    for (const { node_id: nodeId, environment_id: environmentId, document } of rows) {
      const ofNode = byNode.get(nodeId) ?? new Map<string, TaskRun[]>();
      const runs = ofNode.get(environmentId) ?? [];
      byNode.set(nodeId, ofNode.set(environmentId, [...runs, ...readRun(document)]));
    }
  }
  return byNode;
}

/** All of one environment that are part of any desired state. */
export async function listPublishedTaskRuns(db: Reader, environmentId: string): Promise<readonly TaskRun[]> {
  const rows = await db
    .selectFrom('task_runs')
    .select('document')
    .where('environment_id', '=', environmentId)
    .where('document', 'is not', null)
    .execute();
  return rows.flatMap(({ document }) => readRun(document));
}

function readRun(document: string | null): readonly TaskRun[] {
  return document === null ? [] : [readDocument(document, isTaskRun, 'run of a task')];
}

const isTaskRun = hasFields<TaskRun>(['id', 'task', 'definition', 'dependsOn', 'timeoutMs', 'stopGraceMs']);
