import { AppError, formatDuration } from '@devopsellence/core';

/** The duration, if it is positive and not longer than the limit; throws `invalid_argument` otherwise. */
export function requireDuration(field: string, ms: number, atMostMs: number): number {
  if (ms > 0 && ms <= atMostMs) return ms;
  throw new AppError('invalid_argument', {
    message: `${field} must be more than nothing and at most ${formatDuration(atMostMs)}`,
  });
}
