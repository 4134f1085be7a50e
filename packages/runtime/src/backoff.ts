export interface BackoffOptions {
  /** Delay before the second attempt, before jitter. */
  readonly baseMs: number;
  /** No delay is longer. */
  readonly capMs: number;
}

/**
 * Delay before the next attempt after `failures` failures in a row (1 or more): doubles up to the cap, of which a random
 * half to whole is taken, so that a fleet that failed together does not come back together.
 */
export function backoffMs(failures: number, { baseMs, capMs }: BackoffOptions, random: () => number): number {
  const full = Math.min(capMs, baseMs * 2 ** Math.min(failures - 1, 30));
  return Math.round(full * (0.5 + random() / 2));
}
