/** `250ms`, `10s`, `5m`, `1h30m`: whole numbers, largest unit first, each unit at most once. */
export const DURATION_PATTERN = /^(?=\d)(?:(\d{1,9})h)?(?:(\d{1,9})m(?!s))?(?:(\d{1,9})s)?(?:(\d{1,9})ms)?$/;

/** Longest duration accepted anywhere: a week, well inside what a timer can wait. */
export const MAX_DURATION_MS = 7 * 24 * 3_600_000;

const UNITS = [
  { unit: 'h', ms: 3_600_000 },
  { unit: 'm', ms: 60_000 },
  { unit: 's', ms: 1_000 },
  { unit: 'ms', ms: 1 },
] as const;

/** Milliseconds, or null when the text is not a duration. */
export function parseDuration(text: string): number | null {
  const match = DURATION_PATTERN.exec(text);
  if (match === null) return null;
  return UNITS.reduce((sum, { ms }, index) => sum + Number(match[index + 1] ?? 0) * ms, 0);
}

/** The shortest text that `parseDuration` reads back as the same number; takes whole, non-negative milliseconds. */
export function formatDuration(durationMs: number): string {
  let rest = durationMs;
  let text = '';
  for (const { unit, ms } of UNITS) {
    const count = Math.floor(rest / ms);
    rest -= count * ms;
    if (count > 0) text += `${count}${unit}`;
  }
  return text === '' ? '0s' : text;
}
