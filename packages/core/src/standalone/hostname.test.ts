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

  it('what may be a variable in the wrong place is not shown, and neither is much of anything', () => {
    const refusal = (text: string) => {
      try {
        return parseHostname(text);
      } catch (error) {
        return String(error);
      }
    };
    expect(refusal('REDIS_PASSWORD=hunter2')).not.toContain('hunter2');
    expect(refusal('x'.repeat(10_000)).length).toBeLessThan(500);
  });
});
