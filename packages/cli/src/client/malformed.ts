import { AppError } from '@devopsellence/core';

/** The control plane left out what an answer cannot do without: only another version of it would. */
export function missing(part: string): AppError {
  return new AppError('internal', {
    message: `the control plane’s answer has no ${part}`,
    nextActions: ['devopsellence version'],
  });
}
