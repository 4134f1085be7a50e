import type { AppError, FailureKind } from '@devopsellence/core';

export const EXIT_OK = 0;
export const EXIT_FAILED = 1;
const EXIT_USAGE = 2;
const EXIT_NOT_SETTLED = 3;
export const EXIT_INTERRUPTED = 130;

const EXIT_OF_KIND: Readonly<Record<FailureKind, number>> = {
  invalid: EXIT_USAGE,
  unauthenticated: EXIT_FAILED,
  forbidden: EXIT_FAILED,
  not_found: EXIT_FAILED,
  conflict: EXIT_FAILED,
  precondition: EXIT_FAILED,
  too_large: EXIT_FAILED,
  unavailable: EXIT_FAILED,
  timeout: EXIT_NOT_SETTLED,
  internal: EXIT_FAILED,
};

/** The one place where a failure becomes an exit code. Whatever fails after Ctrl-C failed because of it. */
export function exitCodeOf(error: AppError, isInterrupted: boolean): number {
  return isInterrupted ? EXIT_INTERRUPTED : EXIT_OF_KIND[error.kind];
}
