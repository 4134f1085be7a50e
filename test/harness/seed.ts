/** The seed of this run's choices: `DEVOPSELLENCE_TEST_SEED`, or else `otherwise`. */
export function testSeed(otherwise: number): number {
  const given = Number(process.env.DEVOPSELLENCE_TEST_SEED);
  return Number.isInteger(given) && given > 0 ? given : otherwise;
}

/** Whether tests may take as long as they like: `npm run test:full`. */
export const isFullRun = process.env.DEVOPSELLENCE_TEST_FULL === '1';

/** A generator of numbers in [0, 1): the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
