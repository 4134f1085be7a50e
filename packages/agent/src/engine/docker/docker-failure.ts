import { AppError, registryFailureCode } from '@devopsellence/core';
import { registryHost } from '../image-name.js';

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
  const message = `cannot ${attempt}: ${reason}`;
  return isFull(reason) ? storageFull(message, error) : new AppError('engine_failed', { message, cause: error });
}

/** Says nothing against what was asked for: it may well be had once there is room. */
function storageFull(message: string, cause?: unknown): AppError {
  return new AppError('storage_full', {
    message,
    nextActions: ['docker system df', 'make room on this node; it is tried again by itself'],
    cause,
  });
}

function isFull(reason: string): boolean {
  return /no space left on device|disk quota exceeded/i.test(reason);
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

/**
 * Why an image could not be had: there is no room for it here, its registry is out of reach or does not accept the credential,
 * or has no such image.
 */
export function registryFailure(reference: string, reason: string): AppError {
  if (isFull(reason)) return storageFull(`there is no room on this node for ${reference}: ${reason}`);
  switch (registryFailureCode(reason)) {
    case 'registry_unreachable': {
      const message = `the registry of ${reference} cannot be reached from this node`;
      return new AppError('registry_unreachable', { message, reason });
    }
    case 'registry_auth_failed': {
      const message = `the registry does not give ${reference} to this node without a valid credential`;
      const host = registryHost(reference);
      const nextActions = [`devopsellence registry set --host ${host} --username USER --password-stdin`];
      return new AppError('registry_auth_failed', { message, reason, nextActions });
    }
    case null: {
      const message = `the registry does not give ${reference} to this node`;
      return new AppError('image_not_found', { message, reason });
    }
  }
}

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
