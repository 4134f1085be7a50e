import type { AppError } from '@devopsellence/core';
import type { Colours } from '../colours.js';
import type { JsonObject } from '../output.js';
import { sanitize } from './sanitize.js';

export interface FailureStyle {
  readonly title: string;
  readonly colours: Colours;
}

/** What failed, why, the facts that show it, and what to type next. */
export function failureLines(error: AppError, { title, colours }: FailureStyle): readonly string[] {
  const correlationId = correlationIdOf(error);
  return [
    `${colours.bold(colours.red(title))} ${sanitize(error.message)}`,
    ...(error.reason === null ? [] : [`  ${sanitize(error.reason)}`]),
    ...error.evidence.map((fact) => `  ${sanitize(fact)}`),
    ...error.nextActions.map((action) => `${colours.bold('Try:')} ${sanitize(action)}`),
    ...(correlationId === null ? [] : [colours.dim(`correlation id ${sanitize(correlationId)}`)]),
  ];
}

export function failureJson(error: AppError): JsonObject {
  const correlationId = correlationIdOf(error);
  return {
    code: error.code,
    message: error.message,
    reason: error.reason,
    evidence: error.evidence,
    next_actions: error.nextActions,
    ...(correlationId === null ? {} : { correlation_id: correlationId }),
  };
}

/** Finds the failure in the control plane's log; null for failures that never got there. */
function correlationIdOf(error: AppError): string | null {
  if (typeof error.cause !== 'string') return null;
  return /^correlation id (\S+)$/.exec(error.cause)?.[1] ?? null;
}
