import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@devopsellence/core';
import { desiring } from '@devopsellence/core/testing';
import { EventLoopWatch, LogRing, systemClock } from '@devopsellence/runtime';
import { FakeClock, silentLogger } from '@devopsellence/runtime/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AgentReady, runAgent } from '../agent.js';
import { ReportFeed } from '../report-feed.js';
import { SessionHealth } from '../session/session-health.js';
import { FakeEngine } from '../testing/fake-engine.js';
import { FakeGateway } from '../testing/fake-gateway.js';
import { aRunningService, IMAGE } from '../testing/reconciling.js';
import { AgentFigures } from './agent-figures.js';
import { agentHealth } from './agent-health.js';

describe('the pages of an agent', () => {
  let gateway: FakeGateway;
  let engine: FakeEngine;
  let stateDir: string;
  let stop: AbortController;
  let ended: Promise<void>;

  async function start(port: number): Promise<AgentReady> {
    const credentials = await gateway.credentials('node-1');
    const outside = { clock: systemClock, random: () => 0, logger: silentLogger, log: new LogRing() };
    const metricsListen = { host: '127.0.0.1', port };
    return new Promise((onReady) => {
      ended = runAgent({ stateDir, credentials, engine, metricsListen, onReady, ...outside }, stop.signal);
    });
  }

  beforeEach(async () => {
    gateway = await FakeGateway.start();
    engine = new FakeEngine(systemClock);
    engine.addImage(IMAGE.reference, { imageId: IMAGE.imageId, digest: null });
    stateDir = await mkdtemp(join(tmpdir(), 'health-'));
    stop = new AbortController();
  });

  afterEach(async () => {
    stop.abort();
    await ended;
    gateway.stop();
    await rm(stateDir, { recursive: true });
  });

  it('say what it does, what is to be done, and what is in its way', { timeout: 20_000 }, async () => {
    const { metrics } = await start(0);
    const get = async (path: string) => {
      const answer = await fetch(`http://${metrics}${path}`);
      return `${answer.status} ${await answer.text()}`;
    };
    const page = () => get('/metrics');
    await expect.poll(() => get('/readyz')).toBe('200 ready\n');
    engine.failNext('createContainer', new AppError('engine_failed', { message: 'no' }));
    gateway.publish({
      desiredState: { ...desiring([aRunningService('redis')]), revision: 7 },
      secretValues: new Map(),
    });
    await expect.poll(page, { timeout: 5_000 }).toContain('devopsellence_settled_revision 7');
    const text = await page();
    for (const line of [
      'devopsellence_session_connected 1',
      'devopsellence_accepted_revision 7',
      'devopsellence_engine_available 1',
      'devopsellence_services{state="running"} 1',
      'devopsellence_services{state="failed"} 0',
      'devopsellence_services_unsettled 0',
      'devopsellence_actions_total{action="createContainer",outcome="engine_failed"} 1',
      'devopsellence_actions_total{action="createContainer",outcome="ok"} 1',
      'devopsellence_engine_calls_total{call="createContainer",outcome="ok"} 1',
      'devopsellence_actions_in_flight 0',
    ]) {
      expect(text).toContain(`${line}\n`);
    }
    expect(text).toMatch(/devopsellence_reconcile_pass_duration_seconds_count\{outcome="settled"\} [1-9]/);
    expect(text).toMatch(/devopsellence_certificate_end_timestamp_seconds\{certificate="node"\} [1-9]/);
    expect(text).toMatch(/process_resident_memory_bytes [1-9]/);
    expect(text).not.toContain('redis');

    gateway.stop();
    await expect
      .poll(() => get('/readyz'), { timeout: 5_000 })
      .toBe('503 not ready\nno session with the control plane\n');
    engine.goAway();
    await expect
      .poll(() => get('/readyz'), { timeout: 5_000 })
      .toBe('503 not ready\nno session with the control plane\nthe Docker Engine does not answer\n');
    expect(await get('/healthz')).toBe('200 ok\n');
    expect(await page()).toMatch(/devopsellence_session_failures_total [1-9]/);
    expect(await page()).toContain('devopsellence_engine_available 0\n');
  });

  it('are missing, and everything else is as ever, when another program has their address', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    expect(await start(port)).toEqual({ revision: 0, metrics: null });
    other.close();
  });
});

describe('an agent whose loop does not come round', () => {
  it('is to be started again', async () => {
    const clock = new FakeClock();
    const figures = new AgentFigures(clock);
    const eventLoop = new EventLoopWatch(200);
    eventLoop.stop();
    const pages = agentHealth({
      figures,
      health: new SessionHealth(),
      reports: new ReportFeed(),
      acceptedRevision: () => 0,
      isEngineThere: () => false,
      actions: () => ({ inFlight: 0, resting: 0 }),
      certificate: () => '',
      eventLoop,
    });
    const failureAfter = async (ms: number) => {
      await clock.advance(ms);
      return pages.failure();
    };
    expect(await failureAfter(300_000)).toBeNull();
    figures.passed({ outcome: 'failed', revision: 0, tookMs: 1 });
    // A clock that is set forth is no reason.
    clock.stepWall(3_600_000);
    expect(await failureAfter(299_000)).toBeNull();
    expect(await failureAfter(2_000)).toBe('the reconcile loop has not come round for 301 s');
  });
});
