import type { TaskSchedule } from '@devopsellence/core';
import type { Reader } from './database.js';
import { readSpec } from './releases.js';
import type { TaskOf } from './task-runs.js';

/** A task that runs by itself. */
export interface ScheduledTask extends TaskOf {
  readonly schedule: TaskSchedule;
}

/** The scheduled tasks of the current release of one environment, or of all. */
export async function listScheduledTasks(db: Reader, environmentId?: string): Promise<ScheduledTask[]> {
  let query = db
    .selectFrom('environments')
    .innerJoin('releases', 'releases.id', 'environments.current_release_id')
    .select(['environments.id as environmentId', 'releases.spec as spec']);
  if (environmentId !== undefined) query = query.where('environments.id', '=', environmentId);
  return (await query.execute()).flatMap((row) =>
    readSpec(row.spec).tasks.flatMap(({ name: task, schedule }) =>
      schedule === null ? [] : [{ environmentId: row.environmentId, task, schedule }],
    ),
  );
}
