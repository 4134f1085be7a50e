import { aServiceSpec, aSpec, aTaskSchedule, aTaskSpec } from '@devopsellence/core/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { requireEnvironment, withdrawStandaloneService } from '../store/index.js';
import { runStandalone } from '../testing/a-standalone-service.js';
import { pendingChanges } from './pending-changes.js';
import { NAMES, TestControlPlane } from './testing/control-plane.js';

let plane: TestControlPlane;
let environmentId: string;

beforeEach(async () => {
  plane = await TestControlPlane.create({ n1: ['web', 'worker'] });
  environmentId = (await requireEnvironment(plane.store.db, NAMES)).id;
});

afterEach(() => plane.close());

const withRedis = aSpec([aServiceSpec(), aServiceSpec({ name: 'redis', role: 'worker' })]);

const redis = () => runStandalone(plane.store, { environmentId, nodeId: plane.idOf('n1') });

const TAKEN = {
  code: 'name_taken',
  message: 'service redis would have the name of redis, a standalone service of the environment',
  nextActions: ['devopsellence service delete redis', 'rename the service in devopsellence.yml'],
};

describe('a release with a service that has the name of a standalone one', () => {
  test('is not deployed, nor planned, and nothing changes', async () => {
    await redis();
    const before = await plane.dump();
    for (const dryRun of [true, false]) await expect(plane.deploy(withRedis, { dryRun })).rejects.toMatchObject(TAKEN);
    expect(await plane.dump()).toEqual(before);
    expect(plane.tunnels.channels).toEqual([]);
  });

  test('is not published again, nor gone back to, until the name is free', async () => {
    await plane.ended(await plane.deploy(withRedis));
    await plane.ended(await plane.deploy(aSpec([aServiceSpec()])));
    const service = await redis();
    for (const dryRun of [true, false]) await expect(plane.rollBack({ dryRun })).rejects.toMatchObject(TAKEN);
    await plane.store.transaction((trx) => withdrawStandaloneService(trx, service));
    expect(await plane.ended(await plane.rollBack())).toMatchObject({ state: 'settled' });
    await redis();
    for (const dryRun of [true, false]) await expect(plane.apply({ dryRun })).rejects.toMatchObject(TAKEN);
    expect(await pendingChanges(plane.store, environmentId)).toEqual([`apply would be refused: ${TAKEN.message}`]);
  });

  test('is refused in whatever letters the other is written', async () => {
    await runStandalone(plane.store, { environmentId, nodeId: plane.idOf('n1'), name: 'Redis' });
    await expect(plane.deploy(withRedis)).rejects.toMatchObject({
      code: 'name_taken',
      nextActions: ['devopsellence service delete Redis', 'rename the service in devopsellence.yml'],
    });
  });

  test('is what counts: a task is not known by its name on any network', async () => {
    await redis();
    const spec = aSpec([aServiceSpec()], { tasks: [aTaskSpec({ name: 'redis', schedule: aTaskSchedule() })] });
    expect(await plane.ended(await plane.deploy(spec))).toMatchObject({ state: 'settled' });
    expect(await pendingChanges(plane.store, environmentId)).toEqual([]);
  });
});
