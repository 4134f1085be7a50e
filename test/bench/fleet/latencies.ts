import type { Received } from './agents.js';

export function latencies(since: number, { at }: Received): readonly number[] {
  return at.map((moment) => moment - since);
}

/** The value that this share of all values does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
