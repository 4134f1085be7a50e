import { describe, expect, it } from 'vitest';
import { parseHostname } from './hostname.js';

describe('host names', () => {
  it.each([
    ['search.example.com', 'search.example.com'],
    ['Search.Example.com', 'search.example.com'],
    ['redis', 'redis'],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
    ['1.example.com', '1.example.com'],
  ])('%s', (text, name) => {
    expect(parseHostname(text)).toBe(name);
  });

  it.each([
    '',
    '.',
    'a..b',
    'a.b.',
    '-a.b',
    'a-.b',
    'a_b.c',
    'a b',
    '*.a.b',
    'https://a.b',
    'a.b:80',
    'a.b/c',
    '10.0.0.1',
    'a`) || Host(`b',
    'a.b\n',
    'bücher.example',
    `${'a'.repeat(64)}.b`,
    `${'a.'.repeat(127)}a`,
  ])('%j is refused', (text) => {
    expect(() => parseHostname(text)).toThrow('hostname must be a host name');
  });
});
