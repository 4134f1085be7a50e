import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseVariable, parseVariables } from './variables-text.js';

describe('variables in one text', () => {
  it.each([
    ['', {}],
    ['A=1', { A: '1' }],
    ['A=1,B=2', { A: '1', B: '2' }],
    ['A=1, B=2', { A: '1', B: '2' }],
    ['A=', { A: '' }],
    ['A=,B=2', { A: '', B: '2' }],
    [
      'discovery.type=single-node,ES_JAVA_OPTS=-Xms512m -Xmx512m',
      { 'discovery.type': 'single-node', ES_JAVA_OPTS: '-Xms512m -Xmx512m' },
    ],
    ['A=1,discovery.type=single-node', { A: '1', 'discovery.type': 'single-node' }],
    ['G=write,docs', { G: 'write,docs' }],
    ['G=write,collaboration,documents,LOG_LEVEL=info', { G: 'write,collaboration,documents', LOG_LEVEL: 'info' }],
    ['KEY=YWJj==,B=2', { KEY: 'YWJj==', B: '2' }],
    ['URL=http://x?a=1', { URL: 'http://x?a=1' }],
    ['A=1\nURL=http://x?a=1\n\nB=2\r\nC=3', { A: '1', URL: 'http://x?a=1', B: '2', C: '3' }],
  ])('%j', (text, variables) => {
    expect(parseVariables(text)).toEqual(variables);
  });

  it.each([
    ['foo', 'env_vars has a part without "=": "foo"'],
    ['foo,A=1', 'env_vars has a part without "="'],
    ['A=1\nfoo', 'env_vars has a part without "="'],
    ['=x', 'env_vars has a wrong name ""'],
    ['2A=x', 'env_vars has a wrong name "2A"'],
    ['A=1,A=2', 'env_vars sets A twice'],
    ['A=1,', 'env_vars has a comma that nothing follows, after A'],
    ['A=1,,B=2', 'env_vars has a comma that nothing follows, after A'],
    ['URL=http://x?a=1,b=2', 'env_vars can be read in two ways after the value of URL'],
    ['URL=http://x,http://y?b=2', 'env_vars can be read in two ways after the value of URL'],
    ['A=1,2b=3', 'env_vars can be read in two ways after the value of A'],
  ])('%j is refused', (text, message) => {
    expect(() => parseVariables(text)).toThrow(message);
  });

  it('shows no more of a part without a name than tells which it is', () => {
    expect(() => parseVariables('correct-horse-battery-staple')).toThrow('"corr"… (28 characters)');
    expect(() => parseVariables('correct-horse-battery-staple')).not.toThrow('horse');
  });

  it('reads what it can be written from', () => {
    const name = fc.stringMatching(/^[A-Z_][A-Z0-9_.]{0,8}$/);
    const value = fc.stringMatching(/^[a-z0-9:/ -]{0,10}[a-z0-9]$/);
    fc.assert(
      fc.property(fc.dictionary(name, value, { noNullPrototype: true }), (variables) => {
        const text = Object.entries(variables).map(([key, text]) => `${key}=${text}`);
        expect(parseVariables(text.join(','))).toEqual(variables);
        expect(parseVariables(text.join('\n'))).toEqual(variables);
      }),
    );
  });
});

describe('one variable', () => {
  it.each([
    ['A=1', ['A', '1']],
    ['A=1,B=2', ['A', '1,B=2']],
    ['A= spaced ', ['A', ' spaced ']],
    ['A=', ['A', '']],
  ])('%j', (text, variable) => {
    expect(parseVariable(text)).toEqual(variable);
  });

  it.each([
    ['A', 'env needs NAME=VALUE, and "A" has no "="'],
    ['=1', 'env has a wrong name ""'],
  ])('%j is refused', (text, message) => {
    expect(() => parseVariable(text)).toThrow(message);
  });
});
