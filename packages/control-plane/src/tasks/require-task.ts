import { AppError, nearest } from '@devopsellence/core';
import { type Environment, environmentTitle, findCurrentRelease, type Reader } from '../store/index.js';

/** Throws `no_release` or `not_found` when the environment's current release has no such task. */
export async function requireTask(db: Reader, environment: Environment, task: string): Promise<void> {
  const release = await findCurrentRelease(db, environment);
  if (release === null) {
    throw new AppError('no_release', {
      message: `nothing was deployed to environment ${environmentTitle(environment)} yet`,
      nextActions: ['devopsellence deploy'],
    });
  }
  const known = release.spec.tasks.map(({ name }) => name);
  if (known.includes(task)) return;
  const candidate = nearest(task, known);
  throw new AppError('not_found', {
    message: `environment ${environmentTitle(environment)} has no task ${JSON.stringify(task.slice(0, 80))}`,
    ...(candidate === null ? {} : { reason: `did you mean ${candidate}?` }),
    evidence: known.length === 0 ? [] : [`tasks: ${known.join(', ')}`],
    nextActions: ['devopsellence task list'],
  });
}
