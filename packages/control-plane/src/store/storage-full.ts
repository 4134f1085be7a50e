import { AppError } from '@devopsellence/core';

const FULL: ReadonlySet<unknown> = new Set([
  'SQLITE_FULL',
  // PostgreSQL's disk_full.
  '53100',
]);

/** What the caller of a transaction is told that failed with this: a full disk by its name, anything else as it is. */
export function explainStorage(error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error && FULL.has(error.code))) return error;
  return new AppError('storage_full', {
    message: 'the disk of the control plane is full: nothing was changed',
    nextActions: ['make room on the disk of the control plane, and try again', 'devopsellence doctor'],
    cause: error,
  });
}
