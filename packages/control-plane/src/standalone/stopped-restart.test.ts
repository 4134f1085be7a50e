import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually } from '../deploy/testing/control-plane.js';
import { aServiceCaller, StandaloneWorld } from './testing/standalone-world.js';

let world: StandaloneWorld;

beforeEach(async () => {
  world = await StandaloneWorld.create();
});

afterEach(() => world.plane.close());

test('a restart that the control plane does not see the end of is no failure of the service', async () => {
  const { plane } = world;
  await world.create();
  const request = { ...world.key(), action: 'restart' as const, waits: false };
  const restarting = plane.standalone.switch(request, aServiceCaller());
  const refused = expect(restarting).rejects.toMatchObject({ code: 'control_plane_unavailable' });
  await eventually(async () => (world.restarted.length > 0 ? true : null));
  await plane.stop();
  await refused;
  expect((await world.events()).map(({ action }) => action)).toEqual(['service.create_begun', 'service.created']);
});
