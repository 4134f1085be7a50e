import { expect, it } from 'vitest';
import { liftedRevision } from './restorations.js';

it.each([
  ['the agent is behind what the backup says', { revision: 5, accepted: 4, lifted: 5 }],
  ['the same number may be another document', { revision: 5, accepted: 5, lifted: 6 }],
  ['the agent is ahead', { revision: 5, accepted: 9, lifted: 10 }],
  ['the agent has accepted nothing', { revision: 5, accepted: 0, lifted: 5 }],
  ['nothing was ever published', { revision: 0, accepted: 0, lifted: 0 }],
  ['nothing had been published at the backup', { revision: 0, accepted: 3, lifted: 4 }],
])('lifts a revision: %s', (_why, { revision, accepted, lifted }) => {
  expect(liftedRevision(revision, accepted)).toBe(lifted);
});
