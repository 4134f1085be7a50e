import { describe, expect, it } from 'vitest';
import { LogRing } from './log-ring.js';

const texts = (lines: readonly { readonly text: string }[]) => lines.map(({ text }) => text);

describe('a log ring', () => {
  it('gives the newest lines, oldest first, without their line ends', () => {
    const ring = new LogRing();
    for (const text of ['one\n', 'two\n', 'three\n']) ring.add(text);
    expect(texts(ring.tail(2))).toEqual(['two', 'three']);
    expect(texts(ring.tail(10))).toEqual(['one', 'two', 'three']);
    expect(ring.tail(0)).toEqual([]);
  });

  it('goes on after the line that was read last', () => {
    const ring = new LogRing();
    ring.add('one');
    const [read] = ring.tail(1);
    ring.add('two', 5);
    expect(ring.after(read?.number ?? 0)).toEqual([{ number: 2, at: 5, text: 'two' }]);
  });

  it('keeps a bounded number of lines', () => {
    const ring = new LogRing();
    for (let count = 1; count <= 2_500; count += 1) ring.add(String(count));
    expect(ring.tail(5_000)).toHaveLength(2_000);
    expect(texts(ring.tail(1))).toEqual(['2500']);
  });

  it('keeps a bounded length, however long the lines are', () => {
    const ring = new LogRing();
    for (let count = 0; count < 300; count += 1) ring.add('x'.repeat(100_000));
    const lines = ring.tail(5_000);
    expect(lines.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(512 * 1024);
    expect(lines.length).toBeGreaterThan(50);
  });

  it('tells of each line until it is asked to stop', () => {
    const ring = new LogRing();
    let calls = 0;
    const stop = ring.onLine(() => {
      calls += 1;
    });
    ring.add('one');
    stop();
    ring.add('two');
    expect(calls).toBe(1);
  });
});
