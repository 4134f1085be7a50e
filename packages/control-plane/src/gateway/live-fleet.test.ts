import { aServiceStatus } from '@devopsellence/core/testing';
import { FakeClock } from '@devopsellence/runtime/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aNodeReport } from '../testing/documents.js';
import { LiveFleet } from './live-fleet.js';

async function aFleet() {
  const clock = new FakeClock(1_000_000);
  const fleet = new LiveFleet(clock, (error) => {
    throw error;
  });
  const stop = new AbortController();
  const running = fleet.run(stop.signal);
  onTestFinished(async () => {
    stop.abort();
    await running;
  });
  const changes: string[] = [];
  fleet.onChange((nodeId) => changes.push(`${nodeId} ${fleet.connection(nodeId)}`));
  await clock.advance(0);
  return { clock, fleet, changes };
}

describe('a node', () => {
  it('is offline before it was ever heard of', async () => {
    const { fleet } = await aFleet();
    expect(fleet.connection('a')).toBe('offline');
    expect(fleet.report('a')).toBeNull();
    expect(fleet.lastSeen('a')).toBeNull();
  });

  it('turns stale after three missed heartbeats and offline after nine', async () => {
    const { clock, fleet, changes } = await aFleet();
    fleet.reported('a', aNodeReport());
    await clock.advance(14_999);
    expect(fleet.connection('a')).toBe('online');
    await clock.advance(1);
    expect(fleet.connection('a')).toBe('stale');
    await clock.advance(29_999);
    expect(fleet.connection('a')).toBe('stale');
    await clock.advance(1);
    expect(fleet.connection('a')).toBe('offline');
    expect(changes).toEqual(['a online', 'a stale', 'a offline']);
  });

  it('stays online while heartbeats come, and costs its listeners nothing', async () => {
    const { clock, fleet, changes } = await aFleet();
    fleet.reported('a', aNodeReport({ observedRevision: 7 }));
    for (let beat = 0; beat < 100; beat += 1) {
      await clock.advance(5_000);
      fleet.heartbeat('a', 7);
    }
    expect(fleet.connection('a')).toBe('online');
    expect(changes).toEqual(['a online']);
  });

  it('tells with a heartbeat that it has accepted a newer revision', async () => {
    const { fleet, changes } = await aFleet();
    fleet.reported('a', aNodeReport({ observedRevision: 7 }));
    fleet.heartbeat('a', 8);
    expect(fleet.report('a')?.observedRevision).toBe(8);
    expect(changes).toHaveLength(2);
  });

  it('does not take what was said of the revision before for an answer to the newer one', async () => {
    const { fleet } = await aFleet();
    const services = [
      aServiceStatus({ settled: true }),
      aServiceStatus({ name: 'redis', settled: false, failing: true }),
    ];
    fleet.reported('a', aNodeReport({ observedRevision: 7, services }));
    fleet.heartbeat('a', 7);
    expect(fleet.report('a')?.services).toEqual(services);
    fleet.heartbeat('a', 8);
    expect(fleet.report('a')?.services).toMatchObject([
      { state: 'running', settled: false, failing: false },
      { state: 'running', settled: false, failing: false },
    ]);
  });

  it('comes back online with any sign of life', async () => {
    const { clock, fleet, changes } = await aFleet();
    fleet.reported('a', aNodeReport());
    await clock.advance(60_000);
    fleet.heartbeat('a', 0);
    expect(fleet.connection('a')).toBe('online');
    expect(changes.at(-1)).toBe('a online');
    await clock.advance(15_000);
    expect(fleet.connection('a')).toBe('stale');
  });

  it('is stale at once when its agent says goodbye', async () => {
    const { clock, fleet } = await aFleet();
    fleet.reported('a', aNodeReport());
    fleet.saidGoodbye('a');
    expect(fleet.connection('a')).toBe('stale');
    await clock.advance(45_000);
    expect(fleet.connection('a')).toBe('offline');
  });

  it('of an earlier process is stale, not healthy and not lost, until its time is up', async () => {
    const { clock, fleet } = await aFleet();
    fleet.restore('a', aNodeReport({ agentVersion: '0.0.9' }), 5);
    expect(fleet.connection('a')).toBe('stale');
    expect(fleet.lastSeen('a')).toBe(5);
    await clock.advance(45_000);
    expect(fleet.connection('a')).toBe('offline');
    expect(fleet.report('a')?.agentVersion).toBe('0.0.9');
  });

  it('is forgotten whole', async () => {
    const { fleet } = await aFleet();
    fleet.reported('a', aNodeReport());
    fleet.forget('a');
    expect(fleet.connection('a')).toBe('offline');
    expect(fleet.report('a')).toBeNull();
    expect(fleet.counts()).toEqual({ online: 0, stale: 0, offline: 0 });
  });
});

describe('a fleet', () => {
  it('expires each node in its own time', async () => {
    const { clock, fleet } = await aFleet();
    for (const nodeId of ['a', 'b', 'c']) {
      fleet.reported(nodeId, aNodeReport());
      await clock.advance(1_000);
    }
    fleet.heartbeat('a', 0);
    await clock.advance(13_000);
    expect(['a', 'b', 'c'].map((nodeId) => fleet.connection(nodeId))).toEqual(['online', 'stale', 'online']);
    await clock.advance(1_000);
    expect(fleet.counts()).toEqual({ online: 1, stale: 2, offline: 0 });
  });

  it('asks for fewer heartbeats the larger it is', async () => {
    const { fleet } = await aFleet();
    expect(fleet.heartbeatMs).toBe(5_000);
    for (let index = 0; index < 10_000; index += 1) fleet.reported(`node-${index}`, aNodeReport());
    expect(fleet.heartbeatMs).toBe(50_000);
  });

  it('waits with one timer however many nodes there are', async () => {
    const { clock, fleet } = await aFleet();
    for (let index = 0; index < 1_000; index += 1) fleet.reported(`node-${index}`, aNodeReport());
    await clock.advance(0);
    expect(clock.sleepers).toBe(1);
  });
});
