import { aServiceExit } from '@devopsellence/core/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { StandaloneWorld } from './testing/standalone-world.js';

let world: StandaloneWorld;

beforeEach(async () => {
  world = await StandaloneWorld.create();
});

afterEach(() => world.plane.close());

describe('a service that is created', () => {
  test('is desired on its node with the image that the registry has now, and remembered once it is up', async () => {
    const outcome = await world.create();
    expect(outcome).toMatchObject({ isChanged: true, changed: [], imageBefore: null });
    expect(outcome.service.document.definition.image).toMatchObject({ digest: 'sha256:seven' });
    expect(await world.plane.desired('n1')).toEqual({ redis: 'redis:7' });
    expect(await world.preset()).toMatchObject({ version: 1, savedBy: 'ci', settings: { image: 'redis:7' } });
    expect(await world.events()).toMatchObject([
      { action: 'service.create_begun', actor: 'ci', service: 'redis', node: 'n1' },
      { action: 'service.created', digest: 'sha256:seven' },
    ]);
  });

  test('is gone again, and not remembered, when it does not come up: with what its container said', async () => {
    await expect(world.create({ image: 'bad:1' })).rejects.toMatchObject({
      code: 'service_failed',
      message: 'service redis did not come up on node n1: exited with code 1, 3 times in a row',
      reason: 'it was taken away again',
    });
    expect(await world.plane.desired('n1')).toEqual({});
    expect(await world.preset()).toBeNull();
    expect(await world.events()).toMatchObject([
      { action: 'service.create_begun' },
      { action: 'service.create_failed', reason: 'exited with code 1, 3 times in a row' },
    ]);
  });
});

describe('a service that is updated', () => {
  beforeEach(async () => {
    await world.create();
  });

  test('is not touched when neither a setting nor the image is another', async () => {
    const revision = await world.plane.revision('n1');
    expect(await world.update({ port: 6379 })).toMatchObject({ isChanged: false, changed: [] });
    expect(await world.plane.revision('n1')).toBe(revision);
    expect(await world.preset()).toMatchObject({ version: 1 });
  });

  test('gets what changed alone, and the preset with it', async () => {
    const outcome = await world.update({ port: 6380, image: 'redis:8' });
    expect(outcome).toMatchObject({
      isChanged: true,
      changed: ['image', 'port'],
      imageBefore: { digest: 'sha256:seven' },
    });
    expect(await world.service()).toMatchObject({ settings: { port: 6380, image: 'redis:8' } });
    expect(await world.preset()).toMatchObject({ version: 2, changed: ['image', 'port'] });
  });

  test('gets the current image of its tag', async () => {
    world.digests.set('redis:7', 'sha256:newer');
    expect(await world.update({})).toMatchObject({ isChanged: true, isConfigUpdated: false, changed: [] });
    expect((await world.service())?.document.definition.image.digest).toBe('sha256:newer');
  });

  test('is what it was before when it does not come up, and so is its preset', async () => {
    const before = await world.service();
    world.exits.push(aServiceExit({ exitCode: 3, lastLines: ['no config'] }));
    await expect(world.update({ image: 'bad:1' })).rejects.toMatchObject({
      code: 'service_failed',
      message: 'service redis did not come up on node n1: exited with code 1, 3 times in a row',
      reason: 'it runs again as it was before',
    });
    expect(await world.service()).toEqual(before);
    expect(await world.preset()).toMatchObject({ version: 1 });
  });
});

describe('a service that is deleted', () => {
  test('leaves its preset and its volumes, and comes back from the preset', async () => {
    await world.create({ volumes: [{ source: 'data', target: '/data', isReadOnly: false }] });
    const { keptVolumes, removedVolumes } = await world.delete();
    expect([keptVolumes, removedVolumes]).toMatchObject([[expect.stringContaining('data')], []]);
    expect(await world.plane.desired('n1')).toEqual({});
    await expect(world.update({})).rejects.toMatchObject({
      code: 'not_found',
      nextActions: ['devopsellence service restore redis'],
    });
    expect(await world.restore({ port: 6380 })).toMatchObject({ isChanged: true, changed: ['port'] });
    expect(await world.preset()).toMatchObject({ version: 2, changed: ['port'] });
    await expect(world.restore()).rejects.toMatchObject({ code: 'service_exists' });
  });

  test('takes its volumes along when asked to, but for those that something else wants', async () => {
    const volume = (source: string) => ({ source, target: `/${source}`, isReadOnly: false });
    await world.create({ volumes: [volume('own'), volume('shared')] });
    await world.create({ volumes: [volume('shared')] }, { name: 'other' });
    const { keptVolumes, removedVolumes } = await world.delete(true);
    expect(keptVolumes).toEqual([expect.stringContaining('shared')]);
    expect(removedVolumes).toEqual([expect.stringContaining('own')]);
    expect(world.removedVolumes).toEqual(removedVolumes);
  });
});

describe('a service that is switched', () => {
  beforeEach(async () => {
    await world.create();
  });

  test('stops, stays stopped, and starts again', async () => {
    expect(await world.switch('stop')).toMatchObject({ isChanged: true });
    expect((await world.service())?.document.isStopped).toBe(true);
    expect(await world.switch('stop')).toMatchObject({ isChanged: false });
    expect(await world.switch('start')).toMatchObject({ isChanged: true });
    expect((await world.service())?.document.isStopped).toBeUndefined();
    expect(await world.switch('start')).toMatchObject({ isChanged: false });
  });

  test('restarts in place when it runs, and by a start when it was stopped', async () => {
    const revision = await world.plane.revision('n1');
    expect(await world.switch('restart')).toMatchObject({ isChanged: true });
    expect([world.restarted, await world.plane.revision('n1')]).toEqual([['redis'], revision]);
    await world.switch('stop');
    expect(await world.switch('restart')).toMatchObject({ isChanged: true });
    expect((await world.service())?.document.isStopped).toBeUndefined();
    expect(world.restarted).toEqual(['redis']);
  });

  test('comes back running when it is updated, whether or not something changed', async () => {
    await world.switch('stop');
    expect(await world.update({})).toMatchObject({ isChanged: true, changed: [] });
    expect((await world.service())?.document.isStopped).toBeUndefined();
  });
});
