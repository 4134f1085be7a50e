const FIRST_MS = 500;
const CAP_MS = 60_000;
/** 2^7 × 500 ms is beyond the cap; a larger exponent would only overflow in the end. */
const MAX_DOUBLINGS = 7;
const JITTER = 0.2;

/**
 * How long a container rests between its exit and its next start: nothing the first time, then 0.5 s, 1 s, 2 s … 60 s,
 * less up to a fifth. The share comes from the container's id, so that containers that crash together do not start
 * together, and the same container always rests as long.
 */
export function restartDelayMs(consecutiveExits: number, containerId: string): number {
  if (consecutiveExits < 2) return 0;
  const doubled = FIRST_MS * 2 ** Math.min(consecutiveExits - 2, MAX_DOUBLINGS);
  return Math.round(Math.min(doubled, CAP_MS) * (1 - JITTER * fractionOf(containerId)));
}

/** A number in [0, 1) that only depends on the text (FNV-1a). */
function fractionOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) / 2 ** 32;
}
