import { AppError } from '@devopsellence/core';
import { FakeClock } from '@devopsellence/runtime/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeEngine } from '../testing/fake-engine.js';
import { countedEngine } from './counted-engine.js';

describe('an engine whose calls are counted', () => {
  const { signal } = new AbortController();
  let engine: FakeEngine;
  let told: string[];
  let counted: ReturnType<typeof countedEngine>;

  beforeEach(() => {
    engine = new FakeEngine(new FakeClock());
    told = [];
    counted = countedEngine(engine, (call, outcome) => told.push(`${call}: ${outcome}`));
  });

  it('answers as it does, and tells of each call how it went', async () => {
    expect(await counted.version(signal)).toBe(await engine.version());
    await counted.createNetwork({ name: 'net', environmentId: 'env' }, signal);
    expect(engine.networks.get('net')).toMatchObject({ environmentId: 'env' });
    engine.failNext('listContainers', new AppError('engine_failed', { message: 'no' }));
    await expect(counted.listContainers(signal)).rejects.toMatchObject({ code: 'engine_failed' });
    engine.goAway();
    await expect(counted.removeVolume('data', signal)).rejects.toMatchObject({ code: 'engine_unavailable' });
    expect(told).toEqual([
      'version: ok',
      'createNetwork: ok',
      'listContainers: engine_failed',
      'removeVolume: engine_unavailable',
    ]);
  });

  it('passes each call on as itself', async () => {
    // Every call of this engine fails, and says which it was by being recorded.
    engine.goAway();
    const calls = Object.keys(counted).filter((call) => call !== 'logs') as (keyof typeof counted)[];
    for (const call of calls) {
      const ask = counted[call] as (...args: unknown[]) => Promise<unknown>;
      await ask({}, signal).catch(() => undefined);
    }
    expect(engine.calls).toEqual(calls);
    expect(told).toEqual(calls.map((call) => `${call}: engine_unavailable`));
  });
});
