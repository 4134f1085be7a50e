import { expect, it } from 'vitest';
import { nextFiring } from './next-firing.js';

const at = (text: string) => Date.parse(text);

it.each([
  ['* * * * *', 'UTC', '2026-03-01T00:00:00Z', '2026-03-01T00:01:00Z'],
  ['* * * * *', 'UTC', '2026-03-01T00:00:59.999Z', '2026-03-01T00:01:00Z'],
  ['0 3 * * *', 'UTC', '2026-03-01T02:59:59Z', '2026-03-01T03:00:00Z'],
  ['0 3 * * *', 'UTC', '2026-03-01T03:00:00Z', '2026-03-02T03:00:00Z'],
  ['*/20 9-10 * * mon', 'UTC', '2026-03-02T10:40:00Z', '2026-03-09T09:00:00Z'],
  ['50/5 * * * *', 'UTC', '2026-03-02T10:00:00Z', '2026-03-02T10:50:00Z'],
  ['0 0 * * 7', 'UTC', '2026-03-02T00:00:00Z', '2026-03-08T00:00:00Z'],
  // Either day is enough where both are limited: the 13th, and every Friday.
  ['0 0 13 * fri', 'UTC', '2026-07-11T00:00:00Z', '2026-07-13T00:00:00Z'],
  ['0 0 13 * fri', 'UTC', '2026-07-13T00:00:00Z', '2026-07-17T00:00:00Z'],
  ['0 0 */2 * fri', 'UTC', '2026-07-13T00:00:00Z', '2026-07-17T00:00:00Z'],
  ['0 0 29 2 *', 'UTC', '2096-02-29T00:00:00Z', '2104-02-29T00:00:00Z'],
  ['0 0 31 12 *', 'UTC', '2026-12-31T00:00:00Z', '2027-12-31T00:00:00Z'],
  ['0 3 * * *', 'Europe/Berlin', '2026-07-01T00:00:00Z', '2026-07-01T01:00:00Z'],
  ['0 3 * * *', 'Europe/Berlin', '2026-12-01T00:00:00Z', '2026-12-01T02:00:00Z'],
  ['30 0 * * *', 'Asia/Kolkata', '2026-12-01T00:00:00Z', '2026-12-01T19:00:00Z'],
  // The clock is put forward from 2:00 to 3:00: there is no 2:30 that day.
  ['30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00:00Z', '2026-03-30T00:30:00Z'],
  // Put back from 3:00 to 2:00: there are two.
  ['30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00:00Z', '2026-10-25T00:30:00Z'],
  ['30 2 * * *', 'Europe/Berlin', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'],
  // Half an hour there.
  ['30 2 * * *', 'Australia/Lord_Howe', '2026-10-03T00:00:00Z', '2026-10-03T15:30:00Z'],
  // A day that begins at 1:00.
  ['15 0 * * *', 'America/Santiago', '2026-09-05T12:00:00Z', '2026-09-07T03:15:00Z'],
])('%s in %s after %s is %s', (cron, timeZone, after, expected) => {
  const next = nextFiring({ cron, timeZone }, at(after));
  expect(next === null ? null : new Date(next).toISOString()).toBe(new Date(at(expected)).toISOString());
});

it('does not come for a day that no month has', () => {
  expect(nextFiring({ cron: '0 0 30 2 *', timeZone: 'UTC' }, at('2026-01-01T00:00:00Z'))).toBeNull();
});
