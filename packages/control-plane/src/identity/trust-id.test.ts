import { type Trust, trustIdOf } from '@devopsellence/protocol';
import { describe, expect, it } from 'vitest';
import { trustIdFollowing } from './trust-id.js';

describe('the id of what nodes are to trust', () => {
  it.each<[string, Trust, Trust]>([
    ['an authority is announced', trusting(['a'], ['k']), trusting(['a', 'b'], ['k'])],
    ['an authority issues', trusting(['a', 'b'], ['k']), trusting(['b', 'a'], ['k'])],
    ['a key is announced', trusting(['a'], ['k']), trusting(['a'], ['k', 'l'])],
    ['a key is dropped', trusting(['a'], ['k', 'l']), trusting(['a'], ['l'])],
    ['nothing changes', trusting(['a'], ['k']), trusting(['a'], ['k'])],
  ])('is of what they are to trust now when %s', (_what, before, after) => {
    let now = before;
    const id = trustIdFollowing(() => now);
    expect([id(), id()]).toEqual([trustIdOf(before), trustIdOf(before)]);
    now = after;
    expect([id(), id()]).toEqual([trustIdOf(after), trustIdOf(after)]);
  });
});

function trusting(certificateAuthorities: readonly string[], signingKeys: readonly string[]): Trust {
  return { certificateAuthorities, signingKeys };
}
