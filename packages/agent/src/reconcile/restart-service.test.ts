import { AppError } from '@devopsellence/core';
import { ENVIRONMENT_ID } from '@devopsellence/core/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aCheckedService, aRunningService, nameOf, ReconcilingNode } from '../testing/reconciling.js';
import { settle } from '../testing/settle.js';

const REDIS = aRunningService('redis');
const redis = nameOf(REDIS);
const { signal } = new AbortController();

describe('a service that somebody restarts', () => {
  let node: ReconcilingNode;

  const restart = (service = 'redis') => node.reconciler.restart(ENVIRONMENT_ID, service, signal);

  beforeEach(async () => {
    node = new ReconcilingNode();
    await node.start();
    await node.desire([REDIS]);
    await node.advance(20_000);
  });

  afterEach(() => node.stop());

  it('runs again in the same container, and has not crashed', async () => {
    const { id, startedAt } = node.engine.named(redis);
    await restart();
    await node.advance(5_000);
    expect(node.engine.named(redis)).toMatchObject({ id, state: 'running' });
    expect(node.engine.named(redis).startedAt).toBeGreaterThan(startedAt ?? 0);
    const calm = { state: 'running', ready: true, settled: true, restarts: 0, recentRestarts: 0, lastExit: null };
    expect(node.status('redis')).toMatchObject({ ...calm, lastError: '' });
    expect(node.exits.of(ENVIRONMENT_ID, 'redis')).toEqual([]);
  });

  it('is not backing off, however often that is', async () => {
    for (let count = 0; count < 4; count += 1) {
      await restart();
      await node.advance(100);
    }
    expect(node.status('redis')).toMatchObject({ state: 'starting', ready: true, restarts: 0 });
    node.engine.crash(redis, 1);
    await settle();
    expect(node.status('redis')).toMatchObject({ restarts: 1, lastExit: { exitCode: 1 } });
  });

  it('is touched by nobody else until it is up again, and is not ready meanwhile', async () => {
    const finish = node.engine.hold('restartContainer');
    const restarted = restart();
    await node.advance(5_000);
    expect(node.status('redis')).toMatchObject({ ready: false, state: 'starting' });
    const calls = await node.callsDuring(() => node.engine.crash(redis, 143));
    expect(calls).not.toContain('startContainer');
    finish();
    await restarted;
    await node.advance(5_000);
    expect(node.status('redis')).toMatchObject({ ready: true, state: 'running', restarts: 0 });
  });

  it('is started again when the engine stopped it and then failed', async () => {
    const finish = node.engine.hold('restartContainer');
    node.engine.failNext('restartContainer', new AppError('engine_failed', { message: 'no' }));
    const restarted = restart();
    await settle();
    node.engine.crash(redis, 143);
    finish();
    await expect(restarted).rejects.toMatchObject({ code: 'engine_failed' });
    await node.advance(5_000);
    expect(node.status('redis')).toMatchObject({ ready: true, state: 'running', restarts: 0 });
  });

  it('is checked anew', async () => {
    const web = aCheckedService('web');
    await node.desire([web]);
    await node.advance(20_000);
    const release = node.engine.hold('exec');
    await restart('web');
    await node.advance(100);
    expect(node.status('web')).toMatchObject({ ready: false, state: 'starting' });
    release();
    await node.advance(5_000);
    expect(node.status('web')).toMatchObject({ ready: true, state: 'running', restarts: 0 });
  });

  it('cannot be one that is stopped, or is none', async () => {
    await node.desire([{ ...REDIS, isStopped: true }]);
    for (const service of ['redis', 'none']) {
      await expect(restart(service)).rejects.toMatchObject({
        code: 'service_not_running',
        nextActions: ['devopsellence status', `devopsellence logs ${service}`],
      });
    }
    expect(node.engine.named(redis).state).toBe('exited');
  });
});
