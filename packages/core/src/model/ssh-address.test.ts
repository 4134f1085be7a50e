import { expect, it } from 'vitest';
import { isSshWord } from './ssh-address.js';

it.each(['prod-1', '2001:db8::1', 'fe80::1%eth0', 'vm_1.example.com', 'root'])('%s may be a host or a user', (text) => {
  expect(isSshWord(text)).toBe(true);
});

it.each(['-oProxyCommand=id', 'a b', '', 'a;b', '$(id)', 'a\nb', 'x'.repeat(256)])('%j may be neither', (text) => {
  expect(isSshWord(text)).toBe(false);
});
