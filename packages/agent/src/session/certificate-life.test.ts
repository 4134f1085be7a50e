import { expect, it } from 'vitest';
import { renewalGapMs, renewalTime } from './certificate-life.js';

const life = { notBefore: 1_000, notAfter: 2_000 };

it.each([
  ['00000000', 1_500],
  ['80000000', 1_650],
  ['ffffffff', 1_799],
])('a certificate with the fingerprint %s… is renewed at %i', (start, at) => {
  expect(renewalTime({ ...life, fingerprint: start.padEnd(64, '0') })).toBe(at);
});

it('is renewed again at once by no clock', () => {
  expect(renewalGapMs({ ...life, fingerprint: '' })).toBe(10);
});
