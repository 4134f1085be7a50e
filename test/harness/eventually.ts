import { setTimeout as delay } from 'node:timers/promises';

export interface EventuallyOptions {
  /** What is waited for, as the end of "timed out waiting for …". */
  readonly describe: string;
  readonly timeoutMs?: number;
  readonly intervalMs?: number;
}

/**
 * Calls the probe again and again until it returns something other than `undefined` or `false`, and resolves to that.
 * A probe that throws has not succeeded yet. When time is up the error says what was waited for and how the last
 * attempt failed; a probe that never ends is given up at the same moment.
 */
export async function eventually<T>(
  probe: () => T | Promise<T>,
  { describe, timeoutMs = 30_000, intervalMs = 25 }: EventuallyOptions,
): Promise<Exclude<T, false | undefined>> {
  const deadline = Date.now() + timeoutMs;
  const late = Symbol('late');
  let last: unknown = 'the probe did not answer';
  for (;;) {
    const left = Math.max(deadline - Date.now(), 1);
    const cancel = new AbortController();
    try {
      const value = await Promise.race([probe(), delay(left, late, { signal: cancel.signal })]);
      if (succeeded(value) && value !== late) return value as Exclude<T, false | undefined>;
      if (value !== late) last = `the probe returned ${String(value)}`;
    } catch (error) {
      last = error;
    } finally {
      cancel.abort();
    }
    if (Date.now() >= deadline) throw timeout(describe, timeoutMs, last);
    await delay(intervalMs);
  }
}

function succeeded(value: unknown): boolean {
  return value !== undefined && value !== false;
}

function timeout(describe: string, timeoutMs: number, last: unknown): Error {
  const reason = last instanceof Error ? last.message : String(last);
  return new Error(`timed out after ${timeoutMs} ms waiting for ${describe}; last: ${reason}`, { cause: last });
}
