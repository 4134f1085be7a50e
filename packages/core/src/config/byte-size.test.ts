import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatByteSize, parseByteSize } from './byte-size.js';

describe('parseByteSize', () => {
  it.each([
    ['0b', 0],
    ['512k', 524_288],
    ['256m', 268_435_456],
    ['1g', 1_073_741_824],
  ])('reads %s', (text, bytes) => {
    expect(parseByteSize(text)).toBe(bytes);
  });

  it.each(['', '256', 'm', '1.5g', '-1m', '256M', '256mb', '256 m', '1t', '256m\n'])('refuses %j', (text) => {
    expect(parseByteSize(text)).toBeNull();
  });
});

it('reads back every size it writes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999 }), fc.constantFrom(1, 1024, 1024 ** 2), (count, unit) => {
      const bytes = count * unit;
      expect(parseByteSize(formatByteSize(bytes))).toBe(bytes);
    }),
  );
});
