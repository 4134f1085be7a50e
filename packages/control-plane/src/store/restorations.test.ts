import { expect, it } from 'vitest';
import { planResumption, type Resumed, type ResumptionFacts } from './restorations.js';

const goesOn = (revision: number): Resumed => ({ revision, isHeld: false });
const held = (revision: number): Resumed => ({ revision, isHeld: true });

it.each<[string, Partial<ResumptionFacts>, Resumed]>([
  ['is behind what the backup says', { revision: 5, accepted: 4 }, goesOn(5)],
  ['has the same number, which may be another document', { revision: 5, accepted: 5 }, goesOn(6)],
  ['is ahead', { revision: 5, accepted: 9 }, held(9)],
  ['has accepted nothing', { revision: 5, accepted: 0 }, goesOn(5)],
  ['has accepted nothing, and nothing was ever published', { revision: 0, accepted: 0 }, goesOn(0)],
  ['runs something, where nothing had been published', { revision: 0, accepted: 3 }, held(3)],
  ['is ahead, and was deployed to since', { revision: 6, accepted: 9, isUntouched: false }, goesOn(10)],
  ['is as far as a deploy since', { revision: 6, accepted: 6, isUntouched: false }, goesOn(7)],
  ['was held in the backup', { revision: 9, accepted: 9, wasHeld: true }, held(9)],
  ['was held in the backup, and is ahead', { revision: 9, accepted: 12, wasHeld: true }, held(12)],
  [
    'was held in the backup, and was deployed to',
    { revision: 10, accepted: 9, wasHeld: true, isUntouched: false },
    goesOn(10),
  ],
])('a node goes on after a restore: its agent %s', (_title, facts, expected) => {
  const all = { revision: 0, accepted: 0, isUntouched: true, wasHeld: false, ...facts };
  expect(planResumption(all)).toEqual(expected);
});
