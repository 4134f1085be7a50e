import { tmpdir } from 'node:os';
import { AppError } from '@devopsellence/core';
import { START_OF_TIME } from '@devopsellence/core/testing';
import { LogRing } from '@devopsellence/runtime';
import { FakeClock } from '@devopsellence/runtime/testing';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { SessionHealth } from '../session/session-health.js';
import { FakeEngine } from '../testing/fake-engine.js';
import { TestAuthority } from '../testing/test-authority.js';
import { Diagnostician } from './diagnostician.js';

describe('the diagnosis of a machine', () => {
  let clock: FakeClock;
  let engine: FakeEngine;
  let health: SessionHealth;
  let log: LogRing;
  let diagnostician: Diagnostician;
  const { signal } = new AbortController();

  const networks = [{ id: 'n', name: 'shop', environmentId: 'env', attached: 2, keepsAddresses: true }];
  const diagnose = (sizes = false) => diagnostician.diagnose({ sizes, logLines: 2 }, signal);

  beforeEach(async () => {
    clock = new FakeClock(START_OF_TIME);
    engine = new FakeEngine(clock);
    health = new SessionHealth();
    log = new LogRing();
    const { certificate } = await (await TestAuthority.create()).client('node-1');
    diagnostician = new Diagnostician({
      engine,
      clock,
      log,
      health,
      stateDir: tmpdir(),
      certificate: () => certificate,
      acceptedRevision: () => 3,
      seen: () => ({ containers: [], networks, volumes: [], images: new Set() }),
      redact: (text) => text.replaceAll('hunter22', '[REDACTED]'),
    });
  });

  it('tells of agent, machine, engine and disks', async () => {
    health.failed({ at: START_OF_TIME - 5, message: 'connection refused' });
    health.connected(START_OF_TIME);
    for (const line of ['one', 'two', 'hunter22']) log.add(line);
    const seen = await diagnose();
    expect(seen.agent).toMatchObject({
      acceptedRevision: 3,
      connectedAt: START_OF_TIME,
      sessionFailures: 1,
      lastFailures: [{ message: 'connection refused' }],
    });
    expect(seen.agent.certificateEndsAt).toBeGreaterThan(0);
    expect(seen.machine.cpus).toBeGreaterThan(0);
    expect(seen.machine.availableMemoryBytes).toBeGreaterThan(0);
    expect(seen.disks.map(({ name }) => name)).toEqual(['engine', 'state']);
    expect(seen.disks.every(({ totalBytes }) => totalBytes > 0)).toBe(true);
    expect(seen.engine).toMatchObject({ version: '0.0.0-fake' });
    expect(seen).toMatchObject({ sizes: null, unread: [], log: ['two', '[REDACTED]'] });
    expect(seen.networks).toEqual([{ name: 'shop', environmentId: 'env', attached: 2 }]);
  });

  it('measures images and volumes only when asked', async () => {
    engine.volumes.set('data', 'env');
    expect((await diagnose(true)).sizes).toEqual({ imagesBytes: 1_000_000, volumesBytes: 1_000 });
  });

  it('names what an engine that is down does not tell, and tells the rest', async () => {
    engine.failNext('survey', new AppError('engine_unavailable', { message: 'no answer', reason: 'no socket' }));
    const seen = await diagnose();
    expect(seen.engine).toBeNull();
    expect(seen.unread).toEqual([{ part: 'engine', reason: 'no answer: no socket' }]);
    expect(seen.networks).toHaveLength(1);
    expect(seen.disks.map(({ name }) => name)).toContain('state');
  });

  it('waits for an engine that hangs no longer than its limit', async () => {
    const release = engine.hold('survey');
    const asked = diagnose();
    await vi.waitFor(() => expect(engine.calls).toContain('survey'));
    await clock.advance(5_000);
    expect((await asked).unread).toContainEqual({ part: 'engine', reason: 'it took more than 5 s' });
    release();
  });
});
