import { type AppError, toAppError } from '@devopsellence/core';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

/** Text for a person: what failed, why, what shows it, what to try. */
export function failureText(error: AppError): string {
  const lines = [`Error: ${error.message}`];
  if (error.reason !== null) lines.push(`  ${error.reason}`);
  for (const fact of error.evidence) lines.push(`  ${fact}`);
  for (const action of error.nextActions) lines.push(`Try: ${action}`);
  return `${lines.join('\n')}\n`;
}

export function exitCodeOf(thrown: unknown): number {
  return toAppError(thrown).kind === 'invalid' ? EXIT_USAGE : EXIT_FAILED;
}
