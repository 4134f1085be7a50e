import { toIso } from '@devopsellence/core';

/** A moment as documents have it; null where there is none. */
export function momentOf(at: number | null): string | null {
  return at === null ? null : toIso(at);
}
