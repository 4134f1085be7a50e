import { AppError } from '@devopsellence/core';

/** An engine that takes longer than this to answer hangs: it answers in milliseconds, or in seconds under load. */
export const ANSWER_MS = 30_000;

/**
 * Makes a call that the engine is to answer within `limitMs`: the call's signal aborts then, and with `signal`. Settles at
 * that moment even if the call does not: the client passes the signal on with some calls only.
 */
export async function inTime<T>(
  signal: AbortSignal,
  call: (signal: AbortSignal) => Promise<T>,
  limitMs = ANSWER_MS,
): Promise<T> {
  const limit = AbortSignal.timeout(limitMs);
  try {
    return await unlessAborted(AbortSignal.any([signal, limit]), call);
  } catch (error) {
    if (limit.aborted && !signal.aborted) throw tooLate(limitMs, error);
    throw error;
  }
}

function unlessAborted<T>(signal: AbortSignal, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const giveUp = () => reject(new Error('the call was given up', { cause: signal.reason }));
    signal.addEventListener('abort', giveUp, { once: true });
    call(signal)
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', giveUp));
  });
}

function tooLate(limitMs: number, cause: unknown): AppError {
  return new AppError('engine_unavailable', {
    message: `the engine did not answer within ${Math.round(limitMs / 1000)} s`,
    nextActions: ['systemctl status docker'],
    cause,
  });
}
