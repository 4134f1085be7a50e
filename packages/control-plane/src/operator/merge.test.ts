import { describe, expect, test } from 'vitest';
import { merge } from './merge.js';

const FOREVER = new AbortController().signal;

async function* items(...values: readonly string[]): AsyncGenerator<string> {
  yield* values;
}

async function collect(source: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const item of source) all.push(item);
  return all;
}

describe('merging', () => {
  test('takes everything, each source in its own order', async () => {
    const all = await collect(merge([items('a1', 'a2', 'a3'), items('b1', 'b2'), items()], FOREVER));
    expect(all.filter((item) => item.startsWith('a'))).toEqual(['a1', 'a2', 'a3']);
    expect(all.filter((item) => item.startsWith('b'))).toEqual(['b1', 'b2']);
  });

  test('ends at once when there are no sources', async () => {
    expect(await collect(merge([], FOREVER))).toEqual([]);
  });

  test('asks no source for more than one item ahead of the reader', async () => {
    let made = 0;
    async function* endless(): AsyncGenerator<string> {
      for (;;) {
        made += 1;
        yield String(made);
      }
    }
    const merged = merge([endless()], FOREVER);
    await merged.next();
    await new Promise((resolve) => setImmediate(resolve));
    expect(made).toBe(1);
    await merged.next();
    expect(made).toBe(2);
  });

  test('goes on while one source says nothing, and ends when the signal aborts', async () => {
    const stop = new AbortController();
    async function* silent(): AsyncGenerator<string> {
      await new Promise(() => undefined);
      yield 'never';
    }
    const merged = merge([silent(), items('a')], stop.signal);
    expect((await merged.next()).value).toBe('a');
    const next = merged.next();
    stop.abort();
    expect((await next).done).toBe(true);
  });

  test('throws what a source throws', async () => {
    async function* broken(): AsyncGenerator<string> {
      yield 'a';
      throw new Error('broken');
    }
    await expect(collect(merge([broken()], FOREVER))).rejects.toThrow('broken');
  });
});
