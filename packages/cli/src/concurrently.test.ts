import { describe, expect, it } from 'vitest';
import { concurrently } from './concurrently.js';

describe('work on many items', () => {
  it('answers in the order of the items, however long each takes', async () => {
    const order: number[] = [];
    const waits = [3, 1, 2].map((turns, index) => ({ turns, index }));
    const results = await concurrently(waits, 3, async ({ turns, index }) => {
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      order.push(index);
      return index;
    });
    expect(results).toEqual([0, 1, 2]);
    expect(order).toEqual([1, 2, 0]);
  });

  it('does no more at a time than it may, and one that hangs holds up no other', async () => {
    let [atWork, most] = [0, 0];
    const done: number[] = [];
    const hang = new AbortController();
    const hangs = new Promise((resolve) => hang.signal.addEventListener('abort', resolve));
    const all = concurrently([0, 1, 2, 3, 4], 2, async (item) => {
      atWork += 1;
      most = Math.max(most, atWork);
      await (item === 0 ? hangs : Promise.resolve());
      atWork -= 1;
      done.push(item);
      return item;
    });
    await expect.poll(() => done).toEqual([1, 2, 3, 4]);
    hang.abort();
    expect(await all).toEqual([0, 1, 2, 3, 4]);
    expect(most).toBe(2);
  });
});
