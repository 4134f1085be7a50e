import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BoundedText } from './bounded-text.js';

function written(limit: number, ...chunks: readonly string[]): BoundedText {
  const text = new BoundedText(limit);
  for (const chunk of chunks) text.write(Buffer.from(chunk));
  return text;
}

describe('the beginning and the end of what is written', () => {
  it('is all of it while there is room', () => {
    const text = written(8, 'abc', '', 'defgh');
    expect([text.text, text.leftOut]).toEqual(['abcdefgh', 0]);
  });

  it('says how much is not there', () => {
    const text = written(4, 'abcde', 'f', 'ghi');
    expect([text.text, text.leftOut]).toEqual(['ab\n[5 bytes are left out here]\nhi', 5]);
  });

  it('is the same however it comes', () => {
    const chunks = fc.array(fc.stringMatching(/^[a-z]{0,9}$/));
    fc.assert(
      fc.property(chunks, fc.integer({ min: 1, max: 12 }), (parts, half) => {
        const whole = parts.join('');
        expect(written(2 * half, ...parts).text).toBe(written(2 * half, whole).text);
        const text = written(2 * half, ...parts);
        expect(text.leftOut).toBe(Math.max(0, whole.length - 2 * half));
      }),
    );
  });
});
