import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually } from '../deploy/testing/control-plane.js';
import { deleteNode, listStandaloneOperations } from '../store/index.js';
import { aServiceCaller, REDIS, StandaloneWorld } from './testing/standalone-world.js';

let world: StandaloneWorld;

beforeEach(async () => {
  world = await StandaloneWorld.create();
});

afterEach(() => world.plane.close());

test('an operation ends when its node is removed, and the name is free again', async () => {
  const { plane } = world;
  plane.deaf.add('n1');
  const request = { ...world.key(), settings: REDIS, node: '', waits: false };
  const created = plane.standalone.create(request, aServiceCaller());
  await eventually(() => world.service());
  await plane.store.transaction((trx) => deleteNode(trx, plane.idOf('n1')));
  await expect(world.of(created)).rejects.toMatchObject({
    code: 'service_failed',
    reason: 'its node, or the environment on it, was taken away meanwhile',
  });
  expect(await listStandaloneOperations(plane.store.db)).toEqual([]);
  expect(await world.preset()).toBeNull();
});
