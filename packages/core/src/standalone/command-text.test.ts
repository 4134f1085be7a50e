import { describe, expect, it } from 'vitest';
import { parseCommand } from './command-text.js';

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
});
