import { describe, expect, test } from 'vitest';
import { restartDelayMs } from './restart-delay.js';

describe('restartDelayMs', () => {
  test.each([
    { exits: 0, most: 0 },
    { exits: 1, most: 0 },
    { exits: 2, most: 500 },
    { exits: 3, most: 1_000 },
    { exits: 4, most: 2_000 },
    { exits: 8, most: 32_000 },
    { exits: 9, most: 60_000 },
    { exits: 1_000_000, most: 60_000 },
  ])('is $most ms, less up to a fifth, after $exits exits', ({ exits, most }) => {
    const delays = Array.from({ length: 50 }, (_, index) => restartDelayMs(exits, `container-${index}`));
    expect(Math.max(...delays)).toBeLessThanOrEqual(most);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(most * 0.8);
  });

  test('differs between containers that crash together, and is the same each time for one of them', () => {
    expect(restartDelayMs(5, 'a')).toBe(restartDelayMs(5, 'a'));
    expect(new Set(['a', 'b', 'c', 'd'].map((id) => restartDelayMs(5, id))).size).toBe(4);
  });
});
