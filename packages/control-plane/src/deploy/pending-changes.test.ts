import { aServiceSpec, aSpec } from '@devopsellence/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deleteSecret, findSecret, requireEnvironment } from '../store/index.js';
import { pendingChanges } from './pending-changes.js';
import { eventually, NAMES, TestControlPlane } from './testing/control-plane.js';

let plane: TestControlPlane;

const spec = aSpec([
  aServiceSpec({ secretRefs: [{ name: 'DATABASE_URL', secret: 'db_url' }] }),
  aServiceSpec({ name: 'queue', role: 'worker' }),
]);

beforeEach(async () => {
  plane = await TestControlPlane.create({ n1: ['web', 'worker'] });
  await plane.setSecret('db_url');
});

afterEach(() => plane.close());

async function pending(): Promise<readonly string[]> {
  const { id } = await requireEnvironment(plane.store.db, NAMES);
  return await pendingChanges(plane.store, id);
}

test('there are none before the first deploy', async () => {
  expect(await pending()).toEqual([]);
});

test('there are none after a deploy, nor while it runs', async () => {
  plane.deaf.add('n1');
  const answer = await plane.deploy(spec);
  await eventually(async () => (plane.woken.length > 0 ? true : null));
  expect(await pending()).toEqual([]);
  await plane.hear('n1');
  await plane.ended(answer);
  expect(await pending()).toEqual([]);
});

test('a label, a new node and a new version of a secret each show', async () => {
  await plane.ended(await plane.deploy(spec));
  await plane.label('n1', ['web']);
  await plane.addNode('n2', ['worker']);
  await plane.setSecret('db_url');
  expect(await pending()).toEqual([
    expect.stringMatching(/^n1: replace web \(.*DATABASE_URL.*\)$/),
    'n1: remove queue',
    'n2: create queue',
  ]);
});

test('says why apply would be refused', async () => {
  await plane.ended(await plane.deploy(spec));
  await plane.label('n1', ['web']);
  expect(await pending()).toEqual([
    'apply would be refused: no attached node can run service queue: none has the label worker',
  ]);
  await plane.label('n1', ['web', 'worker']);
  await plane.store.transaction(async (trx) => {
    const { id: environmentId } = await requireEnvironment(trx, NAMES);
    const secret = await findSecret(trx, { environmentId, service: '', name: 'db_url' });
    await deleteSecret(trx, secret?.id ?? '');
  });
  expect(await pending()).toEqual([
    'apply would be refused: service web needs the secret db_url for DATABASE_URL, and it is not set',
  ]);
});
