import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCommand, parseCommand } from './command-text.js';

describe('a command in one text', () => {
  it.each([
    ['', []],
    ['   ', []],
    ['redis-server --appendonly yes', ['redis-server', '--appendonly', 'yes']],
    [' a\t b\nc ', ['a', 'b', 'c']],
    [`sh -c 'echo "$HOME" && ls'`, ['sh', '-c', 'echo "$HOME" && ls']],
    ['say "a \\"b\\" \\n c"', ['say', 'a "b" \\n c']],
    ['a\\ b', ['a b']],
    [`--name='x y'z`, ['--name=x yz']],
    [`a '' ""`, ['a', '', '']],
    ['"a\\\nb"', ['ab']],
    ['echo $HOME *', ['echo', '$HOME', '*']],
  ])('%j', (text, words) => {
    expect(parseCommand(text)).toEqual(words);
  });

  it.each([`a 'b`, 'a "b', 'a \\', 'a "b\\"'])('%j is refused', (text) => {
    expect(() => parseCommand(text)).toThrow('command has a quote or a backslash that nothing ends');
  });

  it.each([
    [['redis-server', '--port=1'], 'redis-server --port=1'],
    [['sh', '-c', "echo 'a' b", ''], `sh -c 'echo '\\''a'\\'' b' ''`],
  ])('of %j is %s', (words, text) => {
    expect(formatCommand(words)).toBe(text);
  });

  it('is read as it was written', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (words) => {
        expect(parseCommand(formatCommand(words))).toEqual(words);
      }),
    );
  });
});
