import { expect, it } from 'vitest';
import { cronProblem } from './cron.js';

it.each([
  '* * * * *',
  '0 3 * * *',
  '*/15 0-6 1,15 jan-mar mon',
  '0 0 30 2 mon',
  '0 3 */2 * mon-fri',
  '0 0 29 feb *',
  '0 0 31 2,3 *',
  '59 23 31 12 7',
  '0  3  *  *  SUN',
  '10-50/10 * * * *',
  '30 4 * * 1-5',
])('accepts %s', (schedule) => {
  expect(cronProblem(schedule)).toBeNull();
});

it.each([
  ['', 'must have five fields, not 0'],
  ['@daily', 'must have five fields, not 1'],
  ['0 0 3 * * *', 'must have five fields, not 6'],
  ['60 3 * * *', 'has no valid minute: 60 (0 to 59)'],
  ['0 24 * * *', 'has no valid hour: 24 (0 to 23)'],
  ['0 3 0 * *', 'has no valid day of month: 0 (1 to 31)'],
  ['0 3 * foo *', 'has no valid month: foo (1 to 12)'],
  ['0 3 * * 8', 'has no valid day of week: 8 (0 to 7)'],
  ['5-1 3 * * *', 'has no valid minute: 5-1 (0 to 59)'],
  ['*/0 3 * * *', 'has no valid minute: */0 (0 to 59)'],
  ['1,,2 3 * * *', 'has no valid minute: 1,,2 (0 to 59)'],
  ['0 3 * * mon-', 'has no valid day of week: mon- (0 to 7)'],
  ['0 0 30 2 *', 'never comes: no such month has a day 30'],
  ['0 0 31 apr,jun *', 'never comes: no such month has a day 31'],
])('refuses %j', (schedule, message) => {
  expect(cronProblem(schedule)).toBe(message);
});
