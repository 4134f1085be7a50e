/** A moment, in milliseconds since the Unix epoch. Clocks are inputs: core never reads one. */
export type Instant = number;

/** An Instant as ISO 8601 text, the only form in which a moment leaves the program. */
export function toIso(instant: Instant): string {
  return new Date(instant).toISOString();
}
