import { eventLoopTurn } from '@devopsellence/runtime';
import { beforeEach, describe, expect, it } from 'vitest';
import { InBatches } from './in-batches.js';

describe('questions that are answered in batches', () => {
  let batches: number[][];
  let failing: number | null;
  let squares: InBatches<number, number>;

  beforeEach(() => {
    batches = [];
    failing = null;
    squares = new InBatches(async (batch) => {
      batches.push(batch.map(({ question }) => question));
      for (const { question, settle } of batch) {
        if (question === failing) throw new Error('out of order');
        settle(() => {
          if (question < 0) throw new Error(`${question} is negative`);
          return question * question;
        });
      }
    });
  });

  it('are one batch when they come together, and another when they come later', async () => {
    expect(await Promise.all([1, 2, 3].map((each) => squares.ask(each)))).toEqual([1, 4, 9]);
    expect(await squares.ask(4)).toBe(16);
    expect(batches).toEqual([[1, 2, 3], [4]]);
  });

  it('are many batches when they are many, and let others work in between', async () => {
    const asked = Promise.all(Array.from({ length: 120 }, (_, each) => squares.ask(each)));
    const seen = new Set<number>();
    for (let isOver = false; !isOver; ) {
      seen.add(batches.length);
      isOver = await Promise.race([asked.then(() => true), eventLoopTurn().then(() => false)]);
    }
    expect(batches.map(({ length }) => length)).toEqual([50, 50, 20]);
    expect(seen.size).toBeGreaterThan(2);
  });

  it('fail alone, or as many as were left when the batch failed', async () => {
    expect(await Promise.allSettled([1, -1, 2].map((each) => squares.ask(each)))).toMatchObject([
      { value: 1 },
      { reason: new Error('-1 is negative') },
      { value: 4 },
    ]);
    failing = 2;
    expect(await Promise.allSettled([1, 2, 3].map((each) => squares.ask(each)))).toMatchObject([
      { value: 1 },
      { reason: new Error('out of order') },
      { reason: new Error('out of order') },
    ]);
    expect(await squares.ask(5)).toBe(25);
  });
});
