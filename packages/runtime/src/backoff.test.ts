import fc from 'fast-check';
import { expect, it } from 'vitest';
import { backoffMs } from './backoff.js';

const options = { baseMs: 100, capMs: 5000 };

it.each([
  [1, 1, 100],
  [1, 0, 50],
  [2, 1, 200],
  [4, 0.5, 600],
  [10, 1, 5000],
  [10_000, 1, 5000],
])('after %i failures with random %f waits %i ms', (failures, random, expected) => {
  expect(backoffMs(failures, options, () => random)).toBe(expected);
});

it('never waits longer than the cap nor less than half the doubled base', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
      const delay = backoffMs(failures, options, () => random);
      const full = Math.min(options.capMs, options.baseMs * 2 ** (failures - 1));
      expect(delay).toBeGreaterThanOrEqual(Math.floor(full / 2));
      expect(delay).toBeLessThanOrEqual(full);
    }),
  );
});
