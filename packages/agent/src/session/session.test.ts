import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DesiredState, networkName } from '@devopsellence/core';
import { aDesiredState, desiring, SLUG } from '@devopsellence/core/testing';
import { LogRing, systemClock } from '@devopsellence/runtime';
import { silentLogger } from '@devopsellence/runtime/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runAgent } from '../agent.js';
import type { NodeCredentials } from '../state/identity.js';
import { FakeEngine } from '../testing/fake-engine.js';
import { FakeGateway } from '../testing/fake-gateway.js';
import { aRunningService, IMAGE } from '../testing/reconciling.js';

const document = (desiredState: DesiredState) => ({ desiredState, secretValues: new Map<string, string>() });
const REDIS = aRunningService('redis');

describe('an agent and its control plane', () => {
  let gateway: FakeGateway;
  let engine: FakeEngine;
  let stateDir: string;
  let credentials: NodeCredentials;
  let running: { readonly stop: AbortController; readonly ended: Promise<void> } | null;

  function start(): void {
    const stop = new AbortController();
    const outside = { clock: systemClock, random: () => 0, logger: silentLogger, log: new LogRing() };
    const options = { stateDir, credentials, engine, ...outside };
    running = { stop, ended: runAgent({ ...options, metricsListen: null, onReady: () => undefined }, stop.signal) };
  }

  async function stop(): Promise<void> {
    running?.stop.abort();
    await running?.ended;
    running = null;
  }

  const publish = (revision: number, desiredState = desiring([REDIS])) =>
    gateway.publish(document({ ...desiredState, revision }));
  const observed = () => gateway.reports.at(-1)?.observedRevision;
  /** Longer than the 5 s until the second heartbeat, where the first was sent before the agent heard how often. */
  const eventually = (assert: () => void) => vi.waitFor(assert, { timeout: 12_000, interval: 5 });

  beforeEach(async () => {
    gateway = await FakeGateway.start();
    engine = new FakeEngine(systemClock);
    engine.addImage(IMAGE.reference, { imageId: IMAGE.imageId, digest: null });
    stateDir = await mkdtemp(join(tmpdir(), 'session-'));
    credentials = await gateway.credentials('node-1');
    start();
    await eventually(() => expect(gateway.reports.length).toBeGreaterThan(0));
  });

  afterEach(async () => {
    await stop();
    gateway.stop();
    await rm(stateDir, { recursive: true });
  });

  it('report first, and run what is published', async () => {
    expect(gateway.reports[0]).toMatchObject({ observedRevision: 0, engineError: '' });
    publish(1);
    await eventually(() => expect(observed()).toBe(1));
    await eventually(() => expect(gateway.reports.at(-1)?.services).toMatchObject([{ name: 'redis', ready: true }]));
  });

  it('send a heartbeat as often as it is asked for, and no report when nothing changed', async () => {
    gateway.heartbeatIntervalMs = 20;
    publish(1);
    await eventually(() => expect(gateway.heartbeats).toBeGreaterThan(5));
    const before = gateway.reports.length;
    const heartbeats = gateway.heartbeats;
    await eventually(() => expect(gateway.heartbeats).toBeGreaterThan(heartbeats + 5));
    expect(gateway.reports.length).toBeLessThanOrEqual(before + 1);
  });

  it('meet again after the connection broke: a full report, and the revision that is acted on', async () => {
    publish(3);
    await eventually(() => expect(observed()).toBe(3));
    const before = gateway.reports.length;
    await gateway.restart();
    await eventually(() => expect(gateway.watched.at(-1)).toBe(3));
    await eventually(() => expect(gateway.reports.length).toBeGreaterThan(before));
    expect(observed()).toBe(3);
  });

  it('refuse what the control plane has not signed', async () => {
    publish(1);
    await eventually(() => expect(observed()).toBe(1));
    const forged = document({ ...desiring([]), revision: 2 });
    gateway.publish(forged, generateKeyPairSync('ed25519').privateKey);
    publish(3, desiring([aRunningService('cache'), REDIS]));
    await eventually(() => expect(observed()).toBe(3));
    expect(gateway.reports.some((report) => report.observedRevision === 2)).toBe(false);
  });

  it('do without each other: a restarted agent repairs the node while the control plane is away', async () => {
    publish(1);
    await eventually(() => expect(engine.world).toHaveLength(1));
    await eventually(() => expect(observed()).toBe(1));
    await stop();
    gateway.stop();
    const [container = ''] = engine.world;
    engine.destroy(container.split(':')[0] ?? '');
    start();
    await eventually(() => expect(engine.world).toEqual([container]));
  });

  it('part in good order', async () => {
    await stop();
    await eventually(() => expect(gateway.goodbyes).toBe(1));
  });

  it('leave nothing of an environment that is gone', async () => {
    publish(1);
    await eventually(() => expect(engine.networks.has(networkName(SLUG))).toBe(true));
    publish(2, aDesiredState({ environments: [] }));
    await eventually(() => expect(gateway.reports.at(-1)).toMatchObject({ observedRevision: 2, leftovers: [] }));
    expect(engine.networks.size).toBe(0);
  });
});
