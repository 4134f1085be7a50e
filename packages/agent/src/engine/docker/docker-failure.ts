import { AppError, type FailureCode } from '@devopsellence/core';

/** Runs a call of the engine; what it throws becomes an AppError that says what was attempted. */
export async function asking<T>(attempt: string, signal: AbortSignal, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw engineFailure(attempt, signal, error);
  }
}

/** As `asking`, for effects that may have happened already: the given HTTP statuses count as success. */
export async function ensuring(
  attempt: string,
  signal: AbortSignal,
  already: readonly number[],
  call: () => Promise<unknown>,
): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (!already.includes(statusOf(error) ?? 0)) throw engineFailure(attempt, signal, error);
  }
}

export function engineFailure(attempt: string, signal: AbortSignal, error: unknown): AppError {
  if (error instanceof AppError) return error;
  const reason = reasonOf(error);
  if (signal.aborted) return new AppError('cancelled', { message: `stopped trying to ${attempt}`, cause: error });
  if (isUnreachable(error)) {
    return new AppError('engine_unavailable', {
      message: 'the Docker Engine does not answer',
      reason,
      nextActions: ['systemctl status docker'],
      cause: error,
    });
  }
  return new AppError('engine_failed', { message: `cannot ${attempt}: ${reason}`, cause: error });
}

/** The HTTP status the engine answered with; null when it did not answer. */
export function statusOf(error: unknown): number | null {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : null;
}

/** What the engine said, without the wrapping of its client. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/^\(HTTP code \d+\) [^-]*- /, '').trim();
}

/** A registry's refusal, told from a registry that cannot be reached: the engine gives both as plain text. */
export function registryFailure(reference: string, reason: string): AppError {
  const code: FailureCode = UNREACHABLE_TEXT.test(reason) ? 'registry_unreachable' : 'image_not_found';
  const message =
    code === 'registry_unreachable'
      ? `the registry of ${reference} cannot be reached from this node`
      : `the registry does not give ${reference} to this node`;
  return new AppError(code, { message, reason });
}

const UNREACHABLE_TEXT =
  /dial tcp|no such host|i\/o timeout|connection re(fused|set)|deadline exceeded|Client\.Timeout|awaiting headers|TLS handshake|x509|EOF|server gave HTTP|5\d\d (Internal|Bad Gateway|Service|Gateway)|toomanyrequests|unreachable/i;

const UNREACHABLE_CODES: ReadonlySet<unknown> = new Set([
  'ENOENT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'EACCES',
  'ETIMEDOUT',
]);

function isUnreachable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && UNREACHABLE_CODES.has(error.code);
}
