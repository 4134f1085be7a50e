/** One line of a benchmark: what was measured, beside what it is compared with in the same run. */
export interface Measurement {
  readonly what: string;
  readonly unit: string;
  readonly ours: number;
  /** What the figure is compared with. */
  readonly against: string;
  readonly theirs: number;
  /** As in the targets: `ratio` = ours / theirs, `difference` = ours - theirs, `value` = ours alone. */
  readonly compare: 'ratio' | 'difference' | 'value';
  /** The comparison should be at most this. */
  readonly target: number;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The value that the share of all values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Two lines, p50 and p99, of times that were measured on ours and on Swarm in turn. The target is a ratio. */
export function besideSwarm(
  what: string,
  {
    ours,
    theirs,
    target,
  }: { readonly ours: readonly number[]; readonly theirs: readonly number[]; readonly target: number },
): Measurement[] {
  const peer = { unit: 'ms', against: 'Swarm', compare: 'ratio', target } as const;
  return [
    { what: `${what}, p50`, ours: median(ours), theirs: median(theirs), ...peer },
    { what: `${what}, p99 of ${ours.length}`, ours: percentile(ours, 0.99), theirs: percentile(theirs, 0.99), ...peer },
  ];
}

export function compared({ ours, theirs, compare }: Measurement): number {
  if (compare === 'ratio') return ours / theirs;
  return compare === 'difference' ? ours - theirs : ours;
}

/** The measurements as a table for people. */
export function formatTable(measurements: readonly Measurement[]): string {
  const rows = measurements.map((measurement) => {
    const { what, unit, ours, against, theirs, compare, target } = measurement;
    const value = compared(measurement);
    const sign = compare === 'ratio' ? '×' : unit;
    const peer = compare === 'value' ? '' : `${round(theirs)} ${unit} (${against})`;
    const verdict = value <= target ? 'ok' : 'MISSED';
    return [what, `${round(ours)} ${unit}`, peer, `${round(value)} ${sign}`, `≤ ${target} ${sign}`, verdict];
  });
  const head = ['what', 'ours', 'compared with', 'result', 'target', ''];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  return [head, ...rows]
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .join('\n');
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}
