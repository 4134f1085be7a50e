import { AppError, type DesiredService } from '@devopsellence/core';
import { aDefinition, desiring, ENVIRONMENT_ID, someTraits } from '@devopsellence/core/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aCheckedService, aRunningService, IMAGE, nameOf, ReconcilingNode } from '../testing/reconciling.js';
import { settle } from '../testing/settle.js';

const STANDALONE = someTraits({ labels: { 'oduflow.managed': 'true', 'oduflow.service': 'redis' } });

/** A standalone service in one of its versions, which are other containers. */
function redisOf(version: number, script = 'sleep 1000', overrides: Partial<DesiredService> = {}): DesiredService {
  const made = aDefinition({ image: IMAGE, command: ['sh', '-c', script], ports: [], standalone: STANDALONE });
  const definition = { ...made, volumes: [{ name: 'shop-redis-data', target: '/data' }] };
  return aRunningService('redis', { definition, hash: `${version}-redis`, order: 'stop-first', ...overrides });
}

const REDIS = redisOf(1);
const redis = nameOf(REDIS);

describe('a standalone service', () => {
  let node: ReconcilingNode;
  const world = () => node.engine.world;

  beforeEach(async () => {
    node = new ReconcilingNode();
    await node.start();
    await node.desire([REDIS]);
    await node.advance(20_000);
    expect(node.status('redis')).toMatchObject({ state: 'running', ready: true, settled: true });
  });

  afterEach(() => node.stop());

  /** Ends, and is started again by the engine, so often. */
  async function crash(times: number, container = redis): Promise<void> {
    for (let count = 0; count < times; count += 1) {
      node.engine.crash(container, 3);
      await node.advance(10);
      node.engine.startAnew(container);
      await node.advance(10);
    }
  }

  it('is restarted by the engine, and the agent sees it at once', async () => {
    node.engine.crash(redis, 3);
    await settle();
    expect(node.status('redis')).toMatchObject({ ready: false, state: 'starting', lastExit: { exitCode: 3 } });
    node.engine.startAnew(redis);
    await settle();
    expect(node.status('redis')).toMatchObject({ ready: true, restarts: 1, recentRestarts: 1 });
  });

  it.each([
    { what: 'without a check', service: REDIS },
    {
      what: 'with one',
      service: { ...redisOf(2), readiness: aCheckedService('redis').readiness },
    },
  ])('is backing off while it crashes again and again, and never ready: $what', async ({ service }) => {
    await node.desire([service]);
    await node.advance(20_000);
    await crash(4, nameOf(service));
    expect(node.status('redis')).toMatchObject({ state: 'backing_off', ready: false, failing: true, restarts: 4 });
    node.engine.crash(nameOf(service), 3);
    await settle();
    expect(node.status('redis')).toMatchObject({ state: 'backing_off', ready: false });
    node.engine.startAnew(nameOf(service));
    await node.advance(130_000);
    expect(node.status('redis')).toMatchObject({ state: 'running', ready: true, failing: false });
  });

  it.each([
    { what: 'exits at once', next: redisOf(2, 'exit 3'), failure: /exited with code 3/ },
    { what: 'is refused by the engine', next: redisOf(2), failure: /port 6379 is taken/ },
  ])('goes back to the old container when the new one $what', async ({ next, failure }) => {
    if (next.definition.command.includes('sleep 1000')) {
      const taken = new AppError('port_in_use', { message: 'port 6379 is taken' });
      for (let count = 0; count < 3; count += 1) node.engine.failNext('startContainer', taken);
    }
    await node.desire([next], 'deployment-2');
    for (let count = 0; count < 4; count += 1) {
      await node.advance(2_000);
      if (world().includes(`${nameOf(next)}: running`)) node.engine.startAnew(nameOf(next));
    }
    await node.advance(5_000);
    expect(node.status('redis')).toMatchObject({ ready: true, failing: true, container: redis });
    expect(node.status('redis').lastError).toMatch(failure);
    expect(world()).toContain(`${redis}: running`);
    await node.desire([REDIS], 'deployment-3');
    await node.advance(20_000);
    expect(world()).toEqual([`${redis}: running`]);
    expect(node.status('redis')).toMatchObject({ state: 'running', ready: true, settled: true, failing: false });
  });

  it('serves on while the image of the new one cannot be had', async () => {
    const image = { reference: 'redis:8', digest: 'sha256:none', imageId: null };
    const next = redisOf(2, 'sleep 1000');
    await node.desire([{ ...next, definition: { ...next.definition, image } }], 'deployment-2');
    await node.advance(20_000);
    expect(node.status('redis')).toMatchObject({ ready: true, failing: true, container: redis });
    expect(world()).toEqual([`${redis}: running`]);
  });

  it('stays stopped when an operator stopped it, is not failing, and starts again', async () => {
    await node.desire([{ ...REDIS, isStopped: true }]);
    await node.advance(60_000);
    expect(world()).toEqual([`${redis}: exited`]);
    const stopped = { state: 'stopped', ready: false, failing: false, settled: true, lastError: '', restarts: 0 };
    expect(node.status('redis')).toMatchObject(stopped);
    await node.desire([REDIS]);
    await node.advance(20_000);
    expect(node.status('redis')).toMatchObject({ state: 'running', ready: true, restarts: 0 });
  });

  it('is stopped while it crashes again and again', async () => {
    await crash(4);
    node.engine.crash(redis, 3);
    await node.desire([{ ...REDIS, isStopped: true }]);
    await node.advance(1_000);
    expect(world()).toEqual([`${redis}: exited`]);
    expect(node.status('redis')).toMatchObject({ state: 'stopped', failing: false, settled: true });
  });

  it.each([
    { what: 'was removed', drift: async () => node.engine.destroy(redis) },
    { what: 'was stopped', drift: () => node.engine.stopContainer(redis) },
  ])('comes back when its container $what by hand', async ({ drift }) => {
    await drift();
    await node.advance(20_000);
    expect(node.status('redis')).toMatchObject({ state: 'running', ready: true });
    expect(world()).toEqual([`${redis}: running`]);
  });

  it('leaves its volume when it is deleted', async () => {
    await node.follow(desiring([]));
    await node.advance(5_000);
    expect(world()).toEqual([]);
    expect([...node.engine.volumes.keys()]).toEqual(['shop-redis-data']);
  });

  it('keeps what it wrote before each of its ends', async () => {
    node.engine.write(redis, 'out of luck');
    await crash(1);
    expect(node.exits.of(ENVIRONMENT_ID, 'redis')).toMatchObject([{ exitCode: 3, lastLines: ['out of luck'] }]);
  });
});
