import { AppError } from '@devopsellence/core';
import { aDefinition, aDependency, aDesiredState, desiring, ENVIRONMENT_ID } from '@devopsellence/core/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aCheckedService, aRunningService, nameOf, ReconcilingNode } from '../testing/reconciling.js';
import { settle } from '../testing/settle.js';

const REDIS = aRunningService('redis');
const WEB = aCheckedService('web');
const redis = nameOf(REDIS);
const web = nameOf(WEB);

describe('a node that reconciles', () => {
  let node: ReconcilingNode;

  beforeEach(async () => {
    node = new ReconcilingNode();
    await node.start();
  });

  afterEach(() => node.stop());

  it('touches nothing before anything was ever asked of it', async () => {
    await node.advance(60_000);
    expect(new Set(node.engine.calls)).toEqual(
      new Set(['version', 'events', 'listContainers', 'listNetworks', 'listVolumes', 'listImages']),
    );
    expect(node.report).toMatchObject({ observedRevision: 0, engineError: '', services: [] });
  });

  it('brings up what is desired, and says so', async () => {
    await node.desire([REDIS, WEB]);
    expect(node.engine.world).toEqual([`${redis}: running`, `${web}: running`]);
    await node.advance(5_000);
    expect(node.report.services).toMatchObject([
      { name: 'redis', state: 'running', ready: true, settled: true },
      { name: 'web', state: 'running', ready: true, settled: true },
    ]);
  });

  it('asks the engine for one list, and changes nothing, when there is nothing to do', async () => {
    await node.desire([REDIS]);
    await node.advance(5_000);
    expect(await node.callsDuring(() => node.desire([REDIS]))).toEqual(['listContainers']);
    expect(await node.callsDuring(() => node.advance(31_000))).toEqual(['listContainers']);
  });

  it('starts a container that crashed once it knows how it ended, asking the engine nothing else', async () => {
    await node.desire([REDIS]);
    await node.advance(5_000);
    const calls = await node.callsDuring(() => node.engine.crash(redis, 1));
    expect(calls.slice(0, 3)).toEqual(['logs', 'inspectContainer', 'startContainer']);
    expect(node.status('redis').restarts).toBe(1);
  });

  it('shows the last lines of a container that keeps crashing, and starts it ever later', async () => {
    const crashing = aRunningService('redis', {
      definition: aDefinition({ image: REDIS.definition.image, command: ['sh', '-c', 'echo out of luck; exit 3'] }),
    });
    await node.desire([crashing]);
    await node.advance(100);
    const soon = node.engine.calls.filter((call) => call === 'startContainer').length;
    expect(node.status('redis')).toMatchObject({ state: 'backing_off', ready: false });
    expect(node.status('redis').lastError).toMatch(/exited with code 3.*out of luck/);
    await node.advance(60_000);
    const later = node.engine.calls.filter((call) => call === 'startContainer').length;
    expect(soon).toBeLessThanOrEqual(3);
    expect(later).toBeLessThan(12);
  });

  it('makes a container that somebody removed anew', async () => {
    await node.desire([REDIS]);
    node.engine.destroy(redis);
    await settle();
    expect(node.engine.world).toEqual([`${redis}: running`]);
  });

  it('lets no slow pull keep another service waiting', async () => {
    const image = { reference: 'shop:1', digest: 'sha256:1111', imageId: null };
    const slow = aRunningService('web', { definition: aDefinition({ image, command: ['sleep', '1'] }) });
    const arrive = node.engine.hold('pullImage');
    await node.desire([REDIS, slow]);
    expect(node.engine.world).toEqual([`${redis}: running`]);
    expect(node.status('web').state).toBe('pulling');
    arrive();
    await settle();
    expect(node.engine.world).toHaveLength(2);
    expect(node.pulled).toEqual(['shop@sha256:1111']);
  });

  it('starts a service when what it depends on is ready', async () => {
    const database = aCheckedService('redis', { order: 'stop-first' });
    const dependent = aRunningService('web', { dependsOn: [aDependency('redis')] });
    const release = node.engine.hold('exec');
    await node.desire([database, dependent]);
    expect(node.status('web').waitingOn).toMatchObject([{ reason: 'dependency', subject: 'redis' }]);
    release();
    await settle();
    expect(node.engine.world).toHaveLength(2);
  });

  it('replaces a web service only when the new one is ready and stable', async () => {
    await node.desire([WEB]);
    await node.advance(5_000);
    const next = aCheckedService('web', { hash: '2-web' });
    const release = node.engine.hold('exec');
    await node.desire([next], 'deployment-2');
    expect(node.engine.world).toContain(`${web}: running`);
    release();
    await node.advance(10_000);
    expect(node.engine.world).toEqual([`${nameOf(next)}: running`]);
  });

  it('gives the name of the service to the new container once it is stable, and stops the old one a while after', async () => {
    await node.desire([WEB]);
    await node.advance(5_000);
    const next = aCheckedService('web', { hash: '2-web' });
    await node.desire([next], 'deployment-2');
    await node.advance(1_000);
    expect(node.engine.named(nameOf(next))).toMatchObject({ state: 'running', isNamed: false });
    await node.advance(3_000);
    expect(node.engine.named(nameOf(next))).toMatchObject({ isNamed: true });
    expect(node.engine.named(web)).toMatchObject({ state: 'running', isNamed: false });
    expect(node.status('web').waitingOn).toMatchObject([{ reason: 'stop', subject: web }]);
    await node.advance(2_000);
    expect(node.engine.world).toEqual([`${nameOf(next)}: running`]);
    expect(node.status('web')).toMatchObject({ settled: true });
  });

  it('keeps the verdict on a failed replacement on disk before it acts on it', async () => {
    await node.desire([WEB]);
    await node.advance(5_000);
    const definition = aDefinition({ image: WEB.definition.image, command: ['sh', '-c', 'exit 1'] });
    const broken = aCheckedService('web', { hash: '3-web', definition });
    await node.desire([broken], 'deployment-2');
    await node.advance(20_000);
    expect(node.status('web')).toMatchObject({ state: 'failed', ready: true, failing: true });
    expect(node.saved.at(-1)).toContain('"rejectedIn":"deployment-2"');
    expect(node.engine.world).toContain(`${web}: running`);
  });

  it('does not take an exit it asked for as a crash', async () => {
    await node.desire([REDIS]);
    const next = aRunningService('redis', { hash: '2-redis' });
    const hold = node.engine.hold('createContainer');
    await node.desire([next], 'deployment-2');
    const [entry] = [...node.ledger.content().containers.values()];
    expect(node.engine.world).toEqual([`${redis}: exited`]);
    expect(entry?.history.exits).toEqual([]);
    hold();
  });

  it('stops, removes and forgets an environment that is gone, but keeps its volumes', async () => {
    const definition = { ...REDIS.definition, volumes: [{ name: 'data', target: '/data' }] };
    await node.desire([aRunningService('redis', { definition })]);
    expect([...node.engine.volumes.keys()]).toEqual(['data']);
    await node.follow(aDesiredState({ environments: [] }));
    expect(node.engine.world).toEqual([]);
    expect([...node.engine.networks.keys()]).toEqual([]);
    expect([...node.engine.volumes.keys()]).toEqual(['data']);
    expect(node.report.leftovers).toEqual([]);
  });

  it('tries again what failed, later each time, and at once for a new desired state', async () => {
    const failure = new AppError('engine_failed', { message: 'no space left on device' });
    node.engine.failNext('createContainer', failure);
    node.engine.failNext('createContainer', failure);
    await node.desire([REDIS]);
    expect(node.status('redis').lastError).toBe('no space left on device');
    expect(node.status('redis').waitingOn).toMatchObject([{ reason: 'backoff' }]);
    await node.advance(600);
    expect(node.engine.world).toEqual([]);
    await node.desire([REDIS], 'deployment-2');
    expect(node.engine.world).toEqual([`${redis}: running`]);
  });

  it('replaces what an interrupted attempt left under the name', async () => {
    node.engine.failNext('startContainer', new AppError('engine_failed', { message: 'interrupted' }));
    await node.desire([REDIS]);
    expect(node.engine.world).toEqual([`${redis}: created`]);
    await node.advance(1_000);
    expect(node.engine.world).toEqual([`${redis}: running`]);
  });

  it('replaces a container that the engine refuses to start again', async () => {
    await node.desire([REDIS]);
    const { id } = node.engine.named(redis);
    const refusal = new AppError('engine_failed', { message: 'task: already exists' });
    node.engine.failNext('startContainer', refusal);
    node.engine.failNext('startContainer', refusal);
    node.engine.crash(redis, 137);
    await node.advance(5_000);
    expect(node.engine.world).toEqual([`${redis}: running`]);
    expect(node.engine.named(redis).id).not.toBe(id);
  });

  it('gives secrets to the containers that ask for them, and says when a value is missing', async () => {
    const secrets = [{ env: 'PASSWORD', secret: 'PW', versionId: 'v1' }];
    const service = aRunningService('redis', { definition: { ...REDIS.definition, secrets } });
    await node.desire([service]);
    expect(node.status('redis').lastError).toContain('no value for the secret PW');
    await node.follow(desiring([service]), new Map([['v1', 'hush']]));
    expect(node.engine.named(redis).created.secretEnv).toEqual({ PASSWORD: 'hush' });
  });

  it('counts nothing as well while the engine is away, and repairs what it missed when it is back', async () => {
    await node.desire([REDIS]);
    await node.advance(5_000);
    node.engine.goAway();
    await node.advance(31_000);
    expect(node.report.engineError).toContain('does not answer');
    expect(node.status('redis')).toMatchObject({ ready: false, settled: false });
    node.engine.crash(redis, 137);
    node.engine.comeBack();
    await node.advance(10_000);
    expect(node.report.engineError).toBe('');
    expect(node.engine.world).toEqual([`${redis}: running`]);
    expect(node.status('redis').restarts).toBe(1);
  });

  it('knows the containers of an environment', async () => {
    await node.desire([REDIS]);
    expect(node.reconciler.containers(ENVIRONMENT_ID).map(({ name }) => name)).toEqual([redis]);
    expect(node.reconciler.containers('env-other')).toEqual([]);
  });
});
