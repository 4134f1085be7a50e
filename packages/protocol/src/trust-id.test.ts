import { expect, it } from 'vitest';
import { trustIdOf } from './trust-id.js';

const trust = { certificateAuthorities: ['CA 1\n', 'CA 2'], signingKeys: ['KEY', 'KEY 2'] };

it('is the same in whatever order the signing keys come, and with whatever white space', () => {
  const same = { certificateAuthorities: ['CA 1', 'CA 2\n'], signingKeys: ['KEY 2\n', 'KEY'] };
  expect(trustIdOf(same)).toBe(trustIdOf(trust));
  expect(trustIdOf(trust)).toMatch(/^[0-9a-f]{16}$/);
});

it.each([
  { ...trust, certificateAuthorities: ['CA 1'] },
  { ...trust, certificateAuthorities: ['CA 2', 'CA 1'] },
  { ...trust, certificateAuthorities: ['CA 1', 'CA 3'] },
  { ...trust, signingKeys: ['KEY'] },
])('differs for another trust', (other) => {
  expect(trustIdOf(other)).not.toBe(trustIdOf(trust));
});
