import { aServiceSpec, aSpec } from '@devopsellence/core/testing';
import type { wire } from '@devopsellence/protocol';
import { afterEach, describe, expect, test } from 'vitest';
import { eventually } from '../deploy/testing/control-plane.js';
import { detachNode } from '../store/index.js';
import { aServiceCaller, REDIS, StandaloneWorld } from './testing/standalone-world.js';

let world: StandaloneWorld;

afterEach(() => world.plane.close());

async function start(nodes: readonly string[] = ['n1']): Promise<void> {
  world = await StandaloneWorld.create(nodes);
}

function usedPort(port: number, overrides: Partial<wire.UsedPort__Output> = {}): wire.UsedPort__Output {
  return { port: { protocol: 'tcp', port }, container: '', environmentId: '', service: '', ...overrides };
}

/** It is refused as it should be, and nothing at all is another afterwards. */
async function refused(answer: () => Promise<unknown>, failure: object): Promise<void> {
  const before = await world.plane.dump();
  await expect(answer()).rejects.toMatchObject(failure);
  expect(await world.plane.dump()).toEqual(before);
}

describe('a service is not created', () => {
  test('under the name of another, or of a service of the release, in whatever letters', async () => {
    await start();
    await world.plane.ended(await world.plane.deploy(aSpec([aServiceSpec({ image: 'app:1' })])));
    await world.create();
    await refused(() => world.create(), {
      code: 'service_exists',
      nextActions: [
        'devopsellence service update redis',
        'devopsellence service restart redis',
        'devopsellence service delete redis',
      ],
    });
    await refused(() => world.create({}, { name: 'Redis' }), { code: 'name_taken' });
    await refused(() => world.create({}, { name: 'web' }), {
      code: 'name_taken',
      message: 'web is a service of release 1 of acme/shop/production',
    });
  });

  test('under the name of what a deployment that goes on would give back', async () => {
    await start();
    const { plane } = world;
    const redis = aServiceSpec({ name: 'redis', image: 'app:1' });
    await plane.ended(await plane.deploy(aSpec([aServiceSpec({ image: 'app:1' }), redis])));
    plane.behaviours.set('n1', () => ({ settled: false }));
    await plane.deploy(aSpec([aServiceSpec({ image: 'app:2' })]));
    await eventually(async () => ((await plane.desired('n1')).web === 'app:2' ? true : null));
    await refused(() => world.create(), { code: 'name_taken' });
  });

  test('where nobody says on which of several nodes, or on one that is not there', async () => {
    await start(['n1', 'n2']);
    const evidence = ['nodes: n1, n2'];
    const nextActions = ['run the same command with --node n1'];
    await refused(() => world.create(), { code: 'no_matching_node', evidence, nextActions });
    await refused(() => world.create({}, { node: 'n3' }), { code: 'no_matching_node', evidence });
    await world.create({}, { node: 'n2' });
    await world.create({}, { name: 'other', node: world.plane.idOf('n1') });
    expect(await world.plane.desired('n2')).toEqual({ redis: 'redis:7' });
  });

  test('where no node is attached', async () => {
    await start();
    const environmentId = await world.environmentId();
    await world.plane.store.transaction((trx) => detachNode(trx, world.plane.idOf('n1'), environmentId));
    await refused(() => world.create(), {
      code: 'no_nodes_attached',
      nextActions: expect.arrayContaining(['devopsellence node attach NODE --project shop --env production']),
    });
  });

  test('with an image or a secret that is not there', async () => {
    await start();
    await refused(() => world.create({ image: 'redis:9' }), { code: 'image_not_found' });
    const secretRefs = [{ name: 'PASSWORD', secret: 'REDIS_PASSWORD' }];
    await refused(() => world.create({ secretRefs }), {
      code: 'missing_secret',
      nextActions: ['devopsellence secret set REDIS_PASSWORD --service redis --stdin'],
    });
    await world.plane.setSecret('REDIS_PASSWORD');
    await world.create({ secretRefs });
    expect((await world.service())?.document.definition.secrets).toMatchObject([{ env: 'PASSWORD' }]);
  });

  test('on a node that is not heard of', async () => {
    await start();
    world.plane.fleet.connect(world.plane.idOf('n1'), 'offline');
    await refused(() => world.create(), { code: 'node_offline' });
  });

  test('on a port of the node that somebody has', async () => {
    await start();
    world.ports.push(usedPort(6379));
    await refused(() => world.create({ isPublished: true }), {
      code: 'port_in_use',
      message: 'port 6379/tcp of node n1, which service redis wants, is taken by another program on the node',
    });
    world.ports[0] = usedPort(6379, { container: 'theirs' });
    await refused(() => world.create({ isHostMode: true }), {
      code: 'port_in_use',
      message: expect.stringContaining('is taken by container theirs'),
    });
    await world.create();
  });

  test('on a port that another service is to have', async () => {
    await start();
    await world.create({ isPublished: true });
    await world.switch('stop');
    await refused(() => world.create({ isPublished: true }, { name: 'other' }), {
      code: 'port_in_use',
      message: expect.stringContaining('is taken by service redis of acme/shop/production'),
    });
  });
});

describe('the port of a service', () => {
  test('is its own: an update that keeps it is not refused for it', async () => {
    await start();
    await world.create({ isPublished: true });
    const own = { container: 'c', environmentId: await world.environmentId(), service: 'redis' };
    world.ports.push(usedPort(6379, own));
    await world.update({ image: 'redis:8' });
    await world.update({ isHostMode: true });
    world.ports.push(usedPort(6380));
    await refused(() => world.update({ port: 6380 }), { code: 'port_in_use' });
  });

  test('may have gone to somebody else while it was stopped', async () => {
    await start();
    await world.create({ isPublished: true });
    await world.switch('stop');
    world.ports.push(usedPort(6379));
    await refused(() => world.switch('start'), { code: 'port_in_use' });
  });
});

describe('rights on the node itself', () => {
  const deployer = aServiceCaller({ role: 'deployer' });
  const create = (overrides: object) => {
    const settings = { ...REDIS, ...overrides };
    return world.of(world.plane.standalone.create({ ...world.key(), settings, node: '', waits: false }, deployer));
  };

  test.each(['isPrivileged', 'isNetAdmin', 'isHostMode'])('are not a deployer’s to give: %s', async (right) => {
    await start();
    await refused(() => create({ [right]: true }), { code: 'forbidden' });
    await create({});
    await refused(() => world.update({ [right]: true }, deployer), { code: 'forbidden' });
  });

  test('are no deployer’s to change, and not to bring back; to give up they are', async () => {
    await start();
    await world.create({ isPrivileged: true });
    await refused(() => world.update({ image: 'redis:8' }, deployer), { code: 'forbidden' });
    expect(await world.update({}, deployer)).toMatchObject({ isChanged: false });
    await world.delete();
    await refused(() => world.restore({}, deployer), { code: 'forbidden' });
    await world.restore({ isPrivileged: false }, deployer);
  });
});

describe('what is not there', () => {
  test('cannot be changed, switched, deleted or brought back', async () => {
    await start();
    await refused(() => world.update({}), { code: 'not_found', nextActions: ['devopsellence service list'] });
    await refused(() => world.switch('start'), { code: 'not_found' });
    await refused(() => world.delete(), { code: 'not_found' });
    await refused(() => world.restore(), { code: 'not_found' });
  });
});

test('settings that do not go together are refused, also when each was given by itself', async () => {
  await start();
  await world.create({ env: { PASSWORD: 'x' } });
  await world.plane.setSecret('S');
  await refused(() => world.update({ secretRefs: [{ name: 'PASSWORD', secret: 'S' }] }), { code: 'invalid_argument' });
});
