import { expect, test } from 'vitest';
import type { ReleaseSummary } from '../store/index.js';
import { chooseRelease } from './choose-release.js';

function aRelease(number: number, revision: string, isSettled = true): ReleaseSummary {
  return { id: `id-${number}`, number, revision, createdAt: number, createdBy: 'ci', isSettled };
}

const RELEASES = [
  aRelease(5, 'cafe0005'),
  aRelease(4, 'cafe0004', false),
  aRelease(3, 'beef0003'),
  aRelease(2, 'beef0002'),
  aRelease(1, 'beef0003'),
];

test.each([
  ['', 'id-5', 3],
  ['', 'id-3', 2],
  ['id-4', 'id-5', 4],
  ['2', 'id-5', 2],
  ['cafe0004', 'id-5', 4],
  ['beef0003', 'id-5', 3],
])('%j from %s is release %i', (wanted, current, number) => {
  expect(chooseRelease(RELEASES, current, wanted).number).toBe(number);
});

test.each([
  ['', 'id-1', 'not_found', 'there is no earlier release that settled'],
  ['', null, 'not_found', 'there is no earlier release that settled'],
  ['9', 'id-5', 'not_found', 'there is no release "9"'],
  ['bee', 'id-5', 'not_found', 'there is no release "bee"'],
  ['beef', 'id-5', 'invalid_argument', 'several releases begin with "beef"'],
])('%j from %s is refused', (wanted, current, code, message) => {
  expect(() => chooseRelease(RELEASES, current, wanted)).toThrow(expect.objectContaining({ code, message }));
});
