import { AppError, nearest } from '@devopsellence/core';
import {
  type Environment,
  environmentTitle,
  findRelease,
  findRun,
  lastMadeTaskRun,
  type Reader,
  type RecordedTaskRun,
} from '../store/index.js';

export interface RunFilter {
  /** Empty: of any. */
  readonly task: string;
  /** Empty: the newest. */
  readonly run: string;
}

/** The run that is meant. Throws `not_found`, saying which of the names is wrong, or that the task never ran. */
export async function requireRun(db: Reader, environment: Environment, filter: RunFilter): Promise<RecordedTaskRun> {
  const { task, run } = filter;
  const found =
    run === ''
      ? await lastMadeTaskRun(db, { environmentId: environment.id, task })
      : await findRun(db, environment.id, run);
  if (found !== null && (task === '' || found.task === task)) return found;
  if (task !== '') await requireTask(db, environment, task);
  throw run === '' ? neverRan(environment, task) : noSuchRun(environment, filter);
}

async function requireTask(db: Reader, environment: Environment, task: string): Promise<void> {
  const { currentReleaseId } = environment;
  const release = currentReleaseId === null ? null : await findRelease(db, currentReleaseId);
  const known = (release?.spec.tasks ?? []).map(({ name }) => name);
  if (known.includes(task)) return;
  const candidate = nearest(task, known);
  throw new AppError('not_found', {
    message: `environment ${environmentTitle(environment)} has no task ${JSON.stringify(task.slice(0, 80))}`,
    ...(candidate === null ? {} : { reason: `did you mean ${candidate}?` }),
    evidence: known.length === 0 ? [] : [`tasks: ${known.join(', ')}`],
    nextActions: [release === null ? 'devopsellence deploy' : 'devopsellence status'],
  });
}

function neverRan(environment: Environment, task: string): AppError {
  return new AppError('not_found', {
    message: `task ${task} has never run in environment ${environmentTitle(environment)}`,
    nextActions: ['devopsellence deploy'],
  });
}

function noSuchRun(environment: Environment, { task, run }: RunFilter): AppError {
  const what = task === '' ? 'no run' : `task ${task} has no run`;
  return new AppError('not_found', {
    message: `${what} ${JSON.stringify(run.slice(0, 80))} in environment ${environmentTitle(environment)}`,
    nextActions: ['devopsellence deployment list'],
  });
}
