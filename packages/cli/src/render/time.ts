/** How long something took, short: `0.4 s`, `12.3 s`, `2 min 5 s`. */
export function elapsedText(ms: number): string {
  const seconds = Math.max(0, ms) / 1000;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

const UNITS = [
  { ms: 86_400_000, one: 'day', many: 'days' },
  { ms: 3_600_000, one: 'hour', many: 'hours' },
  { ms: 60_000, one: 'minute', many: 'minutes' },
  { ms: 1_000, one: 'second', many: 'seconds' },
] as const;

/** `3 minutes ago`; `now` for what has just been, or is said to lie ahead by another clock. */
export function agoText(at: number, now: number): string {
  const amount = amountText(now - at);
  return amount === null ? 'now' : `${amount} ago`;
}

/** `in 3 minutes`; `now` for what is about to come, or should have by this clock. */
export function aheadText(at: number, now: number): string {
  const amount = amountText(at - now);
  return amount === null ? 'now' : `in ${amount}`;
}

/** `for 3 minutes`; `just now` for less than a second. */
export function forText(since: number, now: number): string {
  const amount = amountText(now - since);
  return amount === null ? 'just now' : `for ${amount}`;
}

/** In the largest unit that it has a whole one of; null for less than a second. */
function amountText(span: number): string | null {
  const unit = UNITS.find(({ ms }) => span >= ms);
  if (unit === undefined) return null;
  const number = Math.floor(span / unit.ms);
  return `${number} ${number === 1 ? unit.one : unit.many}`;
}

/** `, for 12.3 s`; empty for what has just begun, or is said to lie ahead by another clock. */
export function waitedText(since: number | null, now: number): string {
  return since === null || now - since < 1_000 ? '' : `, for ${elapsedText(now - since)}`;
}
