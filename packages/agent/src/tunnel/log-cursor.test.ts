import { describe, expect, it } from 'vitest';
import { LogCursor } from './log-cursor.js';

const line = (atNs: bigint) => ({ atNs, stderr: false, line: Buffer.from('') });

describe('reading on in a log', () => {
  it('begins after the newest line that was read', () => {
    const cursor = new LogCursor(5n);
    expect(cursor.sinceNs).toBe(5n);
    for (const atNs of [7n, 9n, 8n]) cursor.pass(line(atNs));
    expect(cursor.sinceNs).toBe(10n);
  });

  it('goes back for no line', () => {
    const cursor = new LogCursor(5n);
    cursor.pass(line(3n));
    expect(cursor.sinceNs).toBe(5n);
  });
});
