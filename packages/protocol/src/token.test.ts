import { expect, it } from 'vitest';
import { formatToken, mintToken, parseToken } from './token.js';

const fingerprint = 'ab'.repeat(32);

it('reads back what it minted, white space around it or not', () => {
  for (let round = 0; round < 200; round += 1) {
    const token = mintToken('join', fingerprint);
    expect(parseToken(` ${formatToken(token)}\n`)).toEqual(token);
  }
});

it.each([
  '',
  'dvo_join_',
  `dvo_owner_${fingerprint}_${'a'.repeat(43)}`,
  `dvo_join_${fingerprint}_short`,
  `dvo_join_${'zz'.repeat(32)}_${'a'.repeat(43)}`,
])('refuses %j', (text) => {
  expect(parseToken(text)).toBeNull();
});

it('never mints the same secret twice', () => {
  const secrets = new Set(Array.from({ length: 1000 }, () => mintToken('operator', fingerprint).secret));
  expect(secrets.size).toBe(1000);
});
