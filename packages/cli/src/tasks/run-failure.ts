import { AppError } from '@devopsellence/core';
import type { TaskRun } from '../client/task-client.js';

/** The failure of a run that has ended otherwise than well; null for one that succeeded. */
export function failureOfRun(run: TaskRun, { hasShownLines }: { readonly hasShownLines: boolean }): AppError | null {
  if (run.state === 'succeeded') return null;
  const code = run.exitCode === null || run.reason.includes('code') ? '' : ` (exit code ${run.exitCode})`;
  return new AppError('task_failed', {
    message: `task ${run.task} failed on ${run.node}`,
    reason: `${run.reason}${code}`,
    evidence: hasShownLines ? [] : run.lastLines,
    nextActions: [`devopsellence task show ${run.id}`, `devopsellence logs --run ${run.id}`],
  });
}
