import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Check } from '@devopsellence/core';
import { aDefinition, aReadiness } from '@devopsellence/core/testing';
import { systemClock } from '@devopsellence/runtime';
import { FakeClock } from '@devopsellence/runtime/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeEngine } from '../testing/fake-engine.js';
import { settle } from '../testing/settle.js';
import { type CheckResult, checkOf } from './probe-check.js';
import { Prober } from './prober.js';

const life = new AbortController().signal;

async function aRunningContainer(engine: FakeEngine): Promise<string> {
  const definition = aDefinition({ command: ['sleep', '1000'] });
  const identity = { environmentId: 'env-1', releaseId: 'release-1', service: 'web', hash: 'hash-1' } as const;
  const id = await engine.createContainer({
    ...identity,
    isNamed: true,
    taskRun: null,
    dependsOn: [],
    name: 'web',
    network: 'net',
    role: 'web',
    definition,
    secretEnv: {},
  });
  await engine.startContainer(id);
  return id;
}

describe('one check', () => {
  const engine = new FakeEngine(new FakeClock(0));
  let server: Server;
  let port: number;
  let containerId: string;

  function check(how: Check, signal = AbortSignal.timeout(5_000)): Promise<CheckResult> {
    return checkOf(engine, how, { containerId, address: '127.0.0.1' }, life)(signal);
  }

  beforeEach(async () => {
    containerId = await aRunningContainer(engine);
    server = createServer((request, response) => {
      if (request.url === '/hang') return;
      response.statusCode = request.url === '/up' ? 204 : request.url === '/moved' ? 301 : 503;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = addressOf(server).port;
  });

  afterEach(() => {
    server.closeAllConnections();
    server.close();
    engine.destroy('web');
  });

  it('by HTTP passes with a success or a redirect', async () => {
    expect(await check({ kind: 'http', path: '/up', port })).toEqual({ ok: true, detail: 'HTTP 204' });
    expect(await check({ kind: 'http', path: '/moved', port })).toEqual({ ok: true, detail: 'HTTP 301' });
    expect(await check({ kind: 'http', path: '/down', port })).toEqual({ ok: false, detail: 'HTTP 503' });
  });

  it('by TCP passes with a connection', async () => {
    expect(await check({ kind: 'tcp', port })).toEqual({ ok: true, detail: 'connected' });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(await check({ kind: 'tcp', port })).toEqual({ ok: false, detail: 'connection refused' });
  });

  it('by command passes with exit code 0', async () => {
    expect(await check({ kind: 'command', command: ['sh', '-c', 'exit 0'] })).toMatchObject({ ok: true });
    const failed = { ok: false, detail: 'exit code 2' };
    expect(await check({ kind: 'command', command: ['sh', '-c', 'exit 2'] })).toEqual(failed);
  });

  it('fails when there is no answer in time', async () => {
    const result = check({ kind: 'http', path: '/hang', port }, AbortSignal.timeout(20));
    expect(await result).toEqual({ ok: false, detail: 'no answer in time' });
  });

  it('by command starts none beside one that still runs', async () => {
    const release = engine.hold('exec');
    const make = checkOf(engine, { kind: 'command', command: ['true'] }, { containerId, address: '' }, life);
    expect(await make(AbortSignal.timeout(10))).toEqual({ ok: false, detail: 'no answer in time' });
    const calls = engine.calls.length;
    expect(await make(AbortSignal.timeout(10))).toMatchObject({ ok: false });
    expect(engine.calls.length).toBe(calls);
    release();
    await settle();
    expect(await make(AbortSignal.timeout(1_000))).toMatchObject({ ok: true });
  });
});

describe('the prober', () => {
  const check = { kind: 'command', command: ['sh', '-c', 'exit 0'] } as const;
  const readiness = aReadiness({ check, intervalMs: 1_000, timeoutMs: 500 });
  let clock: FakeClock;
  let engine: FakeEngine;
  let results: { readonly containerId: string; readonly at: number; readonly ok: boolean }[];
  let prober: Prober;
  let containerId: string;

  beforeEach(async () => {
    clock = new FakeClock(0);
    engine = new FakeEngine(clock);
    containerId = await aRunningContainer(engine);
    results = [];
    const onResult = (id: string, { at, ok }: { readonly at: number; readonly ok: boolean }) => {
      results.push({ containerId: id, at, ok });
    };
    prober = new Prober({ engine, onResult, clock, random: () => 0 });
  });

  afterEach(() => prober.stop());

  const target = (overrides = {}) => ({ containerId, address: '127.0.0.1', startedAt: 0, readiness, ...overrides });

  it('checks often until the first success, then at the interval', async () => {
    const failing = { ...readiness, check: { ...check, command: ['sh', '-c', 'exit 1'] } };
    prober.check([target({ readiness: failing })]);
    await settle();
    for (let step = 0; step < 40; step += 1) await clock.advance(50);
    expect(results.map(({ at }) => at).slice(0, 5)).toEqual([0, 50, 130, 258, 462.8]);
    prober.check([target()]);
    results.length = 0;
    await settle();
    for (let step = 0; step < 60; step += 1) await clock.advance(50);
    expect(results.map(({ at }) => at - 2_000)).toEqual([0, 1_000, 2_000, 3_000]);
  });

  it('goes on undisturbed when told the same again, and begins anew with another run', async () => {
    prober.check([target()]);
    await settle();
    prober.check([target()]);
    await settle();
    expect(results).toHaveLength(1);
    prober.check([target({ startedAt: 5 })]);
    await settle();
    expect(results).toHaveLength(2);
  });

  it('says which run it has checked', async () => {
    const runs: number[] = [];
    const onResult = ({ startedAt }: { readonly startedAt: number }) => runs.push(startedAt);
    prober = new Prober({ engine, onResult: (_, result) => onResult(result), clock, random: () => 0 });
    prober.check([target({ startedAt: 5 })]);
    await settle();
    expect(runs).toEqual([5]);
  });

  it('gives no result of a run that is over', async () => {
    const answer = engine.hold('exec');
    prober.check([target()]);
    await settle();
    prober.check([]);
    answer();
    await settle();
    expect(results).toEqual([]);
  });

  it('lets no check that hangs hold up another', async () => {
    prober = new Prober({
      engine,
      onResult: (id, { at, ok }) => results.push({ containerId: id, at, ok }),
      clock: systemClock,
      random: () => 0,
    });
    const hanging = createServer(() => undefined);
    await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve));
    const http = { kind: 'http', path: '/', port: addressOf(hanging).port } as const;
    prober.check([target({ containerId: 'hangs', readiness: { ...readiness, check: http } }), target()]);
    await expect.poll(() => results.some((result) => result.containerId === containerId)).toBe(true);
    hanging.closeAllConnections();
    hanging.close();
  });
});

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen');
  return address;
}
