import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from '../deploy/testing/control-plane.js';
import { closed } from '../deploy/testing/fake-tunnels.js';
import { detachNode, listStandaloneOperations } from '../store/index.js';
import { aServiceCaller, REDIS, StandaloneWorld } from './testing/standalone-world.js';

let world: StandaloneWorld;

beforeEach(async () => {
  world = await StandaloneWorld.create();
});

afterEach(() => world.plane.close());

function create(caller = aServiceCaller()) {
  const request = { ...world.key(), settings: REDIS, node: '', waits: false };
  return world.plane.standalone.create(request, caller);
}

/** Once the service is desired on its node. */
async function published(name = 'redis') {
  return await eventually(() => world.service(name));
}

async function operations() {
  return await listStandaloneOperations(world.plane.store.db);
}

/** Moves on until nothing goes on any more. */
async function atRest(): Promise<void> {
  for (let step = 0; (await operations()).length > 0; step += 1) {
    if (step === 1_000) throw new Error('it goes on');
    await world.plane.clock.advance(1_000);
  }
}

describe('while an operation goes on', () => {
  test('a second one on the service is refused at once, and is told who, what and since when', async () => {
    const first = create(aServiceCaller({ actor: 'alice' }));
    await published();
    await expect(
      world.plane.standalone.delete({ ...world.key(), withVolumes: false }, aServiceCaller()),
    ).rejects.toMatchObject({
      code: 'operation_in_progress',
      message: 'service redis: create goes on, started by alice at 2026-01-01T00:00:00.000Z',
      nextActions: ['devopsellence service info redis'],
    });
    await world.of(first);
    expect(await operations()).toEqual([]);
    await world.delete();
  });

  test('so it is while the first one is being validated', async () => {
    const node = world.plane.idOf('n1');
    const answers = world.plane.tunnels.scripts.get(node);
    world.plane.tunnels.scripts.set(node, async function* (_, channel) {
      await channel.silence();
      yield closed();
    });
    const first = create();
    await eventually(async () => world.plane.tunnels.channels[0] ?? null);
    await expect(create()).rejects.toMatchObject({ code: 'operation_in_progress' });
    await expect(world.of(first)).rejects.toMatchObject({ code: 'registry_unreachable' });
    if (answers !== undefined) world.plane.tunnels.scripts.set(node, answers);
    await world.create();
  });

  test('its caller may go away: it goes on', async () => {
    const leave = new AbortController();
    const first = create(aServiceCaller({ signal: leave.signal }));
    await published();
    leave.abort();
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    await atRest();
    expect(await world.preset()).toMatchObject({ version: 1 });
  });

  test('the environment may leave the node: it ends, and nothing comes back', async () => {
    const first = create();
    const { environmentId, nodeId } = await published();
    await world.plane.store.transaction((trx) => detachNode(trx, nodeId, environmentId));
    await expect(world.of(first)).rejects.toMatchObject({ code: 'service_failed' });
    expect([await world.service(), await world.preset()]).toEqual([null, null]);
  });
});

describe('a node that is lost in the middle of an update', () => {
  test('has the service of before to run when it is back, and the preset is the one before', async () => {
    await world.create();
    const before = await world.service();
    const node = world.plane.idOf('n1');
    world.plane.deaf.add('n1');
    const update = world.plane.standalone.update(
      { ...world.key(), overrides: { image: 'redis:8' }, waits: false },
      aServiceCaller(),
    );
    await eventually(async () => ((await world.service())?.settings.image === 'redis:8' ? true : null));
    world.plane.fleet.connect(node, 'offline');
    await expect(world.of(update)).rejects.toMatchObject({
      code: 'service_failed',
      message: 'service redis did not come up on node n1: the node is offline',
      reason: expect.stringContaining('what was there before is wanted again'),
    });
    expect(await world.service()).toEqual(before);
    expect(await world.preset()).toMatchObject({ version: 1 });
  });
});

describe('a control plane that is started again', () => {
  test('sees what was published to its end', async () => {
    const first = create();
    await published();
    await world.plane.stop();
    await expect(first).rejects.toMatchObject({ code: 'control_plane_unavailable' });
    expect(await operations()).toMatchObject([{ kind: 'create', name: 'redis' }]);
    world.plane.start();
    await expect(create()).rejects.toMatchObject({ code: 'operation_in_progress' });
    await atRest();
    expect(await world.preset()).toMatchObject({ version: 1, savedBy: 'ci' });
  });

  test('gives back what was there before when that does not come up', async () => {
    await world.create();
    const before = await world.service();
    world.plane.deaf.add('n1');
    const overrides = { image: 'bad:1' };
    const update = world.plane.standalone.update({ ...world.key(), overrides, waits: false }, aServiceCaller());
    await eventually(async () => ((await world.service())?.settings.image === 'bad:1' ? true : null));
    await world.plane.stop();
    await expect(update).rejects.toMatchObject({ code: 'control_plane_unavailable' });
    world.plane.deaf.clear();
    world.plane.start();
    await world.plane.hear('n1');
    await atRest();
    expect(await world.service()).toEqual(before);
    expect(await world.preset()).toMatchObject({ version: 1 });
    expect((await world.events()).at(-1)).toMatchObject({ action: 'service.update_failed' });
  });

  test('drops what had changed nothing yet', async () => {
    world.plane.tunnels.scripts.set(world.plane.idOf('n1'), async function* (_, channel) {
      await channel.silence();
      yield closed();
    });
    const first = create();
    await eventually(async () => world.plane.tunnels.channels[0] ?? null);
    await world.plane.stop();
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    expect(await operations()).toEqual([]);
  });
});
