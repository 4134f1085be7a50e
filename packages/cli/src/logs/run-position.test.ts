import { expect, it } from 'vitest';
import { RunPosition } from './run-position.js';

/** Which lines of several readings are new; a line is its moment and its text. */
function newOf(...readings: readonly (readonly (readonly [at: number, text: string])[])[]): readonly string[] {
  const position = new RunPosition();
  return readings.flatMap((lines) => {
    position.begin();
    const entries = lines.map(([at, text]) => {
      const place = { kind: 'line', node: 'n1', service: 'release', container: 'c', stderr: false } as const;
      return { ...place, at, line: Buffer.from(text) };
    });
    return entries.filter((line) => position.accept(line)).map(({ line }) => String(line));
  });
}

it('tells lines of one moment, and lines that are out of order, apart by their place', () => {
  const first = [
    [1, 'a'],
    [3, 'b'],
    [2, 'c'],
  ] as const;
  expect(newOf(first, [...first, [2, 'c'], [3, 'd']])).toEqual(['a', 'b', 'c', 'c', 'd']);
});

it('takes a shorter reading for what it is, and goes on after the longest', () => {
  const all = [
    [1, 'a'],
    [1, 'b'],
    [1, 'c'],
  ] as const;
  expect(newOf(all.slice(0, 2), all.slice(0, 1), [], all)).toEqual(['a', 'b', 'c']);
});

it('goes by the moments when the engine has dropped the beginning', () => {
  const rest = [
    [5, 'c'],
    [6, 'd'],
    [7, 'e'],
  ] as const;
  expect(
    newOf(
      [
        [1, 'a'],
        [5, 'c'],
      ],
      rest,
      [...rest, [7, 'f']],
    ),
  ).toEqual(['a', 'c', 'd', 'e', 'f']);
});
