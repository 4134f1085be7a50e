import { AppError, type OperatorRole } from '@devopsellence/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { NAMES } from '../deploy/testing/control-plane.js';
import { closed } from '../deploy/testing/fake-tunnels.js';
import { StandaloneWorld } from '../standalone/testing/standalone-world.js';
import { insertStandaloneOperation, recordPublication, type StandaloneService } from '../store/index.js';
import { runStandalone } from '../testing/a-standalone-service.js';
import { anOperator } from '../testing/an-operator.js';
import { execHandlers } from './exec.js';

let world: StandaloneWorld;

beforeEach(async () => {
  world = await StandaloneWorld.create();
});

afterEach(() => world.plane.close());

async function exec(role: OperatorRole): Promise<void> {
  const { plane } = world;
  plane.tunnels.scripts.set(plane.idOf('n1'), () => [closed()]);
  const open = { environment: NAMES, service: 'redis', node: '', command: ['sh'], user: '' };
  const requests = async function* () {
    const whole = { ...open, tty: false, interactive: false, size: null };
    yield { open: whole, endOfInput: null, resize: null, message: 'open' as const };
  };
  const context = { operator: anOperator({ role }), correlationId: 'c', signal: new AbortController().signal };
  for await (const { closed: end } of execHandlers(plane.deps).Exec(requests(), context)) expect(end).toBeTruthy();
}

async function runs(settings: Partial<StandaloneService['settings']>): Promise<StandaloneService> {
  const place = { environmentId: await world.environmentId(), nodeId: world.plane.idOf('n1') };
  return await runStandalone(world.plane.store, { ...place, settings });
}

const FORBIDDEN = { code: 'forbidden', reason: 'its container has rights on the node itself' };

test.each(['isPrivileged', 'isNetAdmin', 'isHostMode'])('in a service with rights on the node: %s', async (right) => {
  await runs({ [right]: true });
  await expect(exec('deployer')).rejects.toMatchObject(FORBIDDEN);
  await exec('owner');
});

test('in a service that has no such rights', async () => {
  await runs({});
  await exec('deployer');
});

test('in a service whose container of before has them still', async () => {
  const { store } = world.plane;
  const after = await runs({});
  const before = { ...after, settings: { ...after.settings, isPrivileged: true } };
  const operation = {
    id: 'o',
    name: 'redis',
    kind: 'update' as const,
    startedBy: 'ci',
    startedAt: 1,
    correlationId: 'c',
  };
  const { environmentId, nodeId } = after;
  const publication = { nodeId, revision: 1, before, wanted: after, exitBefore: null, deadlineAt: 1, waits: false };
  await store.transaction(async (trx) => {
    const held = () => new AppError('operation_in_progress', { message: 'held' });
    await insertStandaloneOperation(trx, { ...operation, environmentId }, held);
    await recordPublication(trx, 'o', { ...publication, changed: null, volumes: [], failure: null });
  });
  await expect(exec('deployer')).rejects.toMatchObject(FORBIDDEN);
  await exec('owner');
});
