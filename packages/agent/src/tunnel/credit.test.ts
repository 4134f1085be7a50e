import { describe, expect, it } from 'vitest';
import { settle } from '../testing/settle.js';
import { Credit } from './credit.js';

const { signal } = new AbortController();

function watch(taking: Promise<void>): { isDone: boolean } {
  const state = { isDone: false };
  void taking.then(() => {
    state.isDone = true;
  });
  return state;
}

describe('credit', () => {
  it('lets through what fits, and the rest when more is granted', async () => {
    const credit = new Credit(100);
    await credit.take(60, signal);
    const second = watch(credit.take(60, signal));
    await settle();
    expect(second.isDone).toBe(false);
    credit.grant(19);
    await settle();
    expect(second.isDone).toBe(false);
    credit.grant(1);
    await settle();
    expect(second.isDone).toBe(true);
  });

  it('lets a payload larger than the window through once everything before it was acknowledged', async () => {
    const credit = new Credit(100);
    await credit.take(10, signal);
    const large = watch(credit.take(500, signal));
    await settle();
    expect(large.isDone).toBe(false);
    credit.grant(10);
    await settle();
    expect(large.isDone).toBe(true);
  });

  it('is shared by several that wait, and forgets none of them', async () => {
    const credit = new Credit(100);
    await credit.take(100, signal);
    const [first, second] = [watch(credit.take(50, signal)), watch(credit.take(50, signal))];
    credit.grant(50);
    await settle();
    expect([first.isDone, second.isDone]).toEqual([true, false]);
    credit.grant(50);
    await settle();
    expect(second.isDone).toBe(true);
  });

  it('wakes the others when one has given up', async () => {
    const credit = new Credit(100);
    await credit.take(100, signal);
    const stop = new AbortController();
    const [leaving, staying] = [watch(credit.take(50, stop.signal)), watch(credit.take(50, signal))];
    stop.abort();
    await settle();
    expect([leaving.isDone, staying.isDone]).toEqual([true, false]);
    credit.grant(100);
    await settle();
    expect(staying.isDone).toBe(true);
  });

  it('keeps nobody waiting who has given up', async () => {
    const stop = new AbortController();
    const taking = new Credit(0).take(1, stop.signal);
    stop.abort();
    await taking;
  });
});
