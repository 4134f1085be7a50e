import { describe, expect, it } from 'vitest';
import { LogCursor } from './log-cursor.js';

const line = (at: number) => ({ at, stderr: false, line: Buffer.from('') });
const passed = (cursor: LogCursor, moments: readonly number[]) => moments.filter((at) => cursor.pass(line(at)));

describe('reading on in a log', () => {
  it('leaves out what was read, also of the last millisecond', () => {
    const cursor = new LogCursor();
    expect(passed(cursor, [1, 2, 5, 5])).toEqual([1, 2, 5, 5]);
    expect(cursor.since).toBe(5);
    cursor.rewind();
    expect(passed(cursor, [5, 5, 5, 6])).toEqual([5, 6]);
    cursor.rewind();
    expect(passed(cursor, [6, 7])).toEqual([7]);
  });

  it('begins at a moment when nothing was read before', () => {
    const cursor = new LogCursor();
    cursor.startAt(5);
    cursor.rewind();
    expect(passed(cursor, [4, 5, 6])).toEqual([5, 6]);
    cursor.startAt(9);
    expect(cursor.since).toBe(6);
  });

  it('leaves out what is older', () => {
    const cursor = new LogCursor();
    expect(passed(cursor, [5, 3, 6])).toEqual([5, 6]);
  });
});
