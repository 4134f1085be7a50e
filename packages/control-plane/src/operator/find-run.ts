import { AppError } from '@devopsellence/core';
import {
  type Environment,
  environmentTitle,
  findRun,
  lastMadeTaskRun,
  type Reader,
  type RecordedTaskRun,
} from '../store/index.js';
import { requireTask } from '../tasks/require-task.js';

export interface RunFilter {
  /** Empty: of any. */
  readonly task: string;
  /** Empty: the newest. */
  readonly run: string;
}

/**
 * The run that is meant. Throws `not_found`, saying which of the names is wrong, that the task never ran, or that there was
 * none because it was skipped.
 */
export async function requireRun(db: Reader, environment: Environment, filter: RunFilter): Promise<RecordedTaskRun> {
  const { task, run } = filter;
  const found =
    run === ''
      ? await lastMadeTaskRun(db, { environmentId: environment.id, task })
      : await findRun(db, environment.id, run);
  if (found !== null && (task === '' || found.task === task)) return requireMade(found);
  if (task !== '') await requireTask(db, environment, task);
  throw run === '' ? neverRan(environment, task) : noSuchRun(environment, filter);
}

function requireMade(run: RecordedTaskRun): RecordedTaskRun {
  if (run.skipped === null) return run;
  throw new AppError('not_found', {
    message: `no run of task ${run.task} was made for ${run.id}`,
    reason: run.skipped,
    nextActions: [`devopsellence task runs ${run.task}`],
  });
}

function neverRan(environment: Environment, task: string): AppError {
  return new AppError('not_found', {
    message: `task ${task} has never run in environment ${environmentTitle(environment)}`,
    nextActions: [`devopsellence task run ${task}`],
  });
}

function noSuchRun(environment: Environment, { task, run }: RunFilter): AppError {
  const what = task === '' ? 'no run' : `task ${task} has no run`;
  return new AppError('not_found', {
    message: `${what} ${JSON.stringify(run.slice(0, 80))} in environment ${environmentTitle(environment)}`,
    nextActions: [task === '' ? 'devopsellence task runs' : `devopsellence task runs ${task}`],
  });
}
