/** `512k`, `256m`, `1g`: a whole number and one unit; the units are powers of 1024, as the engine counts them. */
export const BYTE_SIZE_PATTERN = /^(\d{1,9})([bkmg])$/;

const UNITS = [
  { unit: 'g', bytes: 1024 ** 3 },
  { unit: 'm', bytes: 1024 ** 2 },
  { unit: 'k', bytes: 1024 },
  { unit: 'b', bytes: 1 },
] as const;

/** Bytes, or null when the text is not a size. */
export function parseByteSize(text: string): number | null {
  const match = BYTE_SIZE_PATTERN.exec(text);
  const unit = UNITS.find((candidate) => candidate.unit === match?.[2]);
  return match === null || unit === undefined ? null : Number(match[1]) * unit.bytes;
}

/** The text with the largest unit that divides the bytes evenly; takes whole, non-negative bytes. */
export function formatByteSize(bytes: number): string {
  const unit = UNITS.find((candidate) => bytes >= candidate.bytes && bytes % candidate.bytes === 0);
  return unit === undefined ? `${bytes}b` : `${bytes / unit.bytes}${unit.unit}`;
}
