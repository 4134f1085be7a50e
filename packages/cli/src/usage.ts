import { AppError } from '@devopsellence/core';

/** The command was typed in a way that means nothing: exit code 2. */
export function usage(message: string, reason?: string, nextActions: readonly string[] = []): AppError {
  return new AppError('usage', { message, ...(reason === undefined ? {} : { reason }), nextActions });
}
