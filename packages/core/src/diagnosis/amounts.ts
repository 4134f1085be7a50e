const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** `1.5 GiB`: an amount of bytes for people. */
export function bytesText(bytes: number): string {
  const power = bytes < 1024 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
  const amount = bytes / 1024 ** power;
  return `${amount.toFixed(power === 0 || amount >= 100 ? 0 : 1)} ${UNITS[power]}`;
}

/** `7 %`. */
export function shareText(part: number, whole: number): string {
  return `${whole === 0 ? 0 : Math.floor((part / whole) * 100)} %`;
}

const SPANS = [
  { ms: 172_800_000, unitMs: 86_400_000, name: 'days' },
  { ms: 7_200_000, unitMs: 3_600_000, name: 'h' },
  { ms: 120_000, unitMs: 60_000, name: 'min' },
  { ms: 0, unitMs: 1_000, name: 's' },
] as const;

/** `10 min`: about how long, in the unit that a person would choose. */
export function spanText(ms: number): string {
  const span = SPANS.find((candidate) => ms >= candidate.ms) ?? SPANS[3];
  return `${Math.round(ms / span.unitMs)} ${span.name}`;
}
