import { aServiceSpec, aSpec } from '@devopsellence/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually } from '../deploy/testing/control-plane.js';
import { setNodeIngress } from '../store/index.js';
import { StandaloneWorld } from './testing/standalone-world.js';

let world: StandaloneWorld;

beforeEach(async () => {
  world = await StandaloneWorld.create();
});

afterEach(() => world.plane.close());

const labels = async () => (await world.service())?.document.definition.standalone?.labels ?? {};

function setIngress(ingress: 'none' | 'traefik') {
  const { store } = world.plane;
  return store.transaction((trx) => setNodeIngress(trx, world.plane.idOf('n1'), ingress));
}

test('a service with a hostname has labels for Traefik where that runs, and there alone', async () => {
  await world.create({ hostname: 'redis.example.com' });
  expect(await labels()).not.toHaveProperty('traefik.enable');
  await world.delete();
  await setIngress('traefik');
  await world.restore();
  expect(await labels()).toMatchObject({ 'traefik.enable': 'true' });
  await world.update({ hostname: null });
  expect(await labels()).not.toHaveProperty('traefik.enable');
});

test('a name is not free while a deployment that goes on may bring its service back', async () => {
  const { plane } = world;
  const redis = aServiceSpec({ name: 'redis', image: 'redis:7' });
  await plane.ended(await plane.deploy(aSpec([aServiceSpec({ image: 'redis:7' }), redis])));
  plane.deaf.add('n1');
  plane.woken.length = 0;
  const answer = await plane.deploy(aSpec([aServiceSpec({ image: 'redis:8' })]));
  await eventually(async () => (plane.woken.length > 0 ? true : null));
  await expect(world.create()).rejects.toMatchObject({
    code: 'name_taken',
    message: 'redis is a service of a release that a node runs still, or may go back to',
  });
  await plane.hear('n1');
  await plane.ended(answer);
  plane.deaf.clear();
  expect(await world.create()).toMatchObject({ isChanged: true });
});
