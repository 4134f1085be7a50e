import { describe, expect, it } from 'vitest';
import { Output } from './output.js';
import { FakeIo } from './testing/fake-io.js';

describe('an answer with two faces', () => {
  function answer(isJson: boolean) {
    const io = new FakeIo();
    const made: string[] = [];
    const code = new Output(io, 'fleet status', isJson).succeed({
      message: '2 nodes',
      fields: () => {
        made.push('fields');
        return { nodes: 2 };
      },
      lines: () => {
        made.push('lines');
        return ['NODE', 'n1'];
      },
    });
    return { code, made, text: io.stdout.text };
  }

  it('is made for people alone when people read it', () => {
    expect(answer(false)).toEqual({ code: 0, made: ['lines'], text: 'NODE\nn1\n' });
  });

  it('is made for programs alone when programs read it', () => {
    const { made, text } = answer(true);
    expect(made).toEqual(['fields']);
    expect(JSON.parse(text)).toMatchObject({ ok: true, operation: 'fleet status', message: '2 nodes', nodes: 2 });
  });
});
