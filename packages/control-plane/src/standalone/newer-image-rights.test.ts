import { afterEach, beforeEach, expect, test } from 'vitest';
import { aServiceCaller, StandaloneWorld } from './testing/standalone-world.js';

const deployer = aServiceCaller({ role: 'deployer' });
let world: StandaloneWorld;

beforeEach(async () => {
  world = await StandaloneWorld.create();
});

afterEach(() => world.plane.close());

test("what a service with rights on its node is made of is no deployer's to change: a newer image", async () => {
  await world.create({ isPrivileged: true });
  world.digests.set('redis:7', 'sha256:newer');
  await expect(world.update({}, deployer)).rejects.toMatchObject({ code: 'forbidden' });
  expect((await world.service())?.document.definition.image.digest).toBe('sha256:seven');
  expect(await world.update({})).toMatchObject({ isChanged: true });
});

test('nor another value of a secret', async () => {
  await world.plane.setSecret('TOKEN');
  await world.create({ isNetAdmin: true, secretRefs: [{ name: 'TOKEN', secret: 'TOKEN' }] });
  expect(await world.update({}, deployer)).toMatchObject({ isChanged: false });
  await world.plane.setSecret('TOKEN');
  await expect(world.update({}, deployer)).rejects.toMatchObject({ code: 'forbidden' });
  expect(await world.update({})).toMatchObject({ isChanged: true, changed: ['secrets'] });
});
