import { expect, it } from 'vitest';
import { trustIdOf } from './trust-id.js';

const trust = { certificateAuthorities: ['CA 1\n', 'CA 2'], signingKeys: ['KEY'] };

it('is the same in whatever order, and with whatever white space, the parts come', () => {
  const same = { certificateAuthorities: ['CA 2\n', 'CA 1'], signingKeys: ['KEY\n'] };
  expect(trustIdOf(same)).toBe(trustIdOf(trust));
  expect(trustIdOf(trust)).toMatch(/^[0-9a-f]{16}$/);
});

it.each([
  { certificateAuthorities: ['CA 1'], signingKeys: ['KEY'] },
  { certificateAuthorities: ['CA 1', 'CA 2'], signingKeys: ['KEY', 'KEY 2'] },
  { certificateAuthorities: ['CA 1', 'CA 3'], signingKeys: ['KEY'] },
])('differs for another trust', (other) => {
  expect(trustIdOf(other)).not.toBe(trustIdOf(trust));
});
