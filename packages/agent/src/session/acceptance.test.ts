import { describe, expect, it } from 'vitest';
import { judge } from './acceptance.js';

const own = { nodeId: 'node-1', highest: 5, current: 5 };

describe('a desired state whose signature is good', () => {
  it.each([
    ['a higher revision is accepted', { nodeId: 'node-1', revision: 6 }, own, 'accept'],
    ['the one that is acted on is known', { nodeId: 'node-1', revision: 5 }, own, 'known'],
    ['the first ever is accepted', { nodeId: 'node-1', revision: 1 }, { ...own, highest: 0, current: 0 }, 'accept'],
    [
      'the highest again is accepted when the copy on disk was lost',
      { nodeId: 'node-1', revision: 5 },
      { ...own, current: 0 },
      'accept',
    ],
    ['a lower revision is refused', { nodeId: 'node-1', revision: 4 }, own, 'refuse'],
    ['another node’s is refused', { nodeId: 'node-2', revision: 6 }, own, 'refuse'],
  ] as const)('%s', (_, document, node, kind) => {
    expect(judge(document, node).kind).toBe(kind);
  });

  it('a refusal says why', () => {
    const stale = judge({ nodeId: 'node-1', revision: 4 }, own);
    expect(stale).toMatchObject({
      failure: { code: 'stale_revision', message: expect.stringContaining('5') as string },
    });
  });
});
