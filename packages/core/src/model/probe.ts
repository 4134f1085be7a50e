/** How one check of a container is made. HTTP and TCP run from the agent to the container, a command runs inside it. */
export type Check =
  | { readonly kind: 'http'; readonly path: string; readonly port: number }
  | { readonly kind: 'tcp'; readonly port: number }
  | { readonly kind: 'command'; readonly command: readonly string[] };

/**
 * When a container counts as ready.
 *
 * Until its first success a container is checked often and has `startPeriodMs + retries × intervalMs` from its start;
 * afterwards it is checked every `intervalMs` and turns unready after `retries` failures in a row.
 */
export interface Readiness {
  readonly check: Check;
  readonly intervalMs: number;
  /** A single check fails when it takes longer. */
  readonly timeoutMs: number;
  readonly retries: number;
  readonly startPeriodMs: number;
}

/** How long after its start a container may take to its first successful check before it counts as failed. */
export function readinessBudgetMs(readiness: Readiness): number {
  return readiness.startPeriodMs + readiness.retries * readiness.intervalMs;
}
