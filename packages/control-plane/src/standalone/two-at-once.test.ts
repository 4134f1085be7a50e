import { afterEach, beforeEach, expect, test } from 'vitest';
import { aServiceCaller, REDIS, StandaloneWorld } from './testing/standalone-world.js';

let world: StandaloneWorld;

beforeEach(async () => {
  world = await StandaloneWorld.create();
});

afterEach(() => world.plane.close());

test('of two services that want one port of the node at once, the second is told before anything changes', async () => {
  const create = (name: string) => {
    const request = { ...world.key(name), settings: { ...REDIS, isPublished: true }, node: '', waits: false };
    return world.plane.standalone.create(request, aServiceCaller());
  };
  const made = await world.of(Promise.allSettled([create('one'), create('two')]));
  expect(made.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const reason = made.flatMap((each): readonly unknown[] => (each.status === 'rejected' ? [each.reason] : []));
  expect(reason).toMatchObject([{ code: 'port_in_use' }]);
  const begun = (await world.events()).filter(({ action }) => action === 'service.create_begun');
  expect(begun).toHaveLength(1);
});
