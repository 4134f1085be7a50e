import type { AppError } from '@devopsellence/core';

const UNIQUE_VIOLATIONS: ReadonlySet<unknown> = new Set([
  'SQLITE_CONSTRAINT_UNIQUE',
  'SQLITE_CONSTRAINT_PRIMARYKEY',
  // PostgreSQL's unique_violation.
  '23505',
]);

/** Runs a write; when it would break a unique index, rejects with what `refusal` makes instead. */
export async function orRefuse<Result>(write: Promise<Result>, refusal: () => AppError): Promise<Result> {
  try {
    return await write;
  } catch (error) {
    if (isUniqueViolation(error)) throw refusal();
    throw error;
  }
}

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && UNIQUE_VIOLATIONS.has(error.code);
}
