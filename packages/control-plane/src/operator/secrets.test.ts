import { OPERATOR } from '@devopsellence/protocol';
import { describe, expect, it } from 'vitest';
import { requireEnvironment, requireNode } from '../store/index.js';
import { runStandalone } from '../testing/a-standalone-service.js';
import { RunningControlPlane } from '../testing/running-control-plane.js';

const ENVIRONMENT = { organization: 'acme', project: 'shop', environment: 'production' };

async function start() {
  const plane = await RunningControlPlane.start({ deployPart: { pendingChanges: async () => ['web would restart'] } });
  const set = (name: string, value: string, service = '') =>
    plane.call(OPERATOR.SetSecret, { environment: ENVIRONMENT, name, value, service });
  const list = async () => (await plane.call(OPERATOR.ListSecrets, { environment: ENVIRONMENT })).secrets;
  const remove = (name: string, service = '') =>
    plane.call(OPERATOR.DeleteSecret, { environment: ENVIRONMENT, name, service });
  return { plane, set, list, remove };
}

describe('secrets', () => {
  it('are listed by name, version and author, never by value', async () => {
    const { plane, set, list } = await start();
    await set('DB_PASSWORD', 'hunter2');
    await set('DB_PASSWORD', 'hunter3', 'web');
    const secrets = await list();
    expect(secrets).toMatchObject([
      { name: 'DB_PASSWORD', service: '', updatedBy: 'owner' },
      { name: 'DB_PASSWORD', service: 'web', updatedBy: 'owner' },
    ]);
    expect(JSON.stringify(secrets)).not.toContain('hunter');
    const events = await plane.services.store.db.selectFrom('events').selectAll().execute();
    expect(JSON.stringify(events)).not.toContain('hunter');
    const stored = await plane.services.store.db.selectFrom('secret_versions').selectAll().execute();
    expect(stored.some(({ sealed }) => sealed.includes('hunter'))).toBe(false);
  });

  it('get a new version with every value, and say what a deploy would change', async () => {
    const { set, list } = await start();
    const first = await set('KEY', 'one');
    const second = await set('KEY', 'two');
    expect(second.secret?.versionId).not.toBe(first.secret?.versionId);
    expect(second.pendingChanges).toEqual(['web would restart']);
    expect(await list()).toHaveLength(1);
  });

  it('can be deleted, once', async () => {
    const { set, list, remove } = await start();
    await set('KEY', 'one');
    expect((await remove('KEY')).pendingChanges).toEqual(['web would restart']);
    expect(await list()).toEqual([]);
    await expect(remove('KEY')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('hold values of up to 64 KiB', async () => {
    const { set } = await start();
    await set('KEY', 'x'.repeat(65_536));
    await expect(set('KEY', 'x'.repeat(65_537))).rejects.toMatchObject({ code: 'invalid_argument' });
    await expect(set('KEY', 'é'.repeat(32_769))).rejects.toMatchObject({ code: 'invalid_argument' });
  });

  it.each([
    ['', 'value', ''],
    ['has space', 'value', ''],
    ['KEY', '', ''],
    ['KEY', 'zero\0byte', ''],
    ['KEY', 'value', 'Not A Service'],
  ])('are refused as %j = %j of service %j, changing nothing', async (name, value, service) => {
    const { plane, set } = await start();
    await expect(set(name, value, service)).rejects.toMatchObject({ code: 'invalid_argument' });
    expect(await plane.services.store.db.selectFrom('environments').selectAll().execute()).toEqual([]);
  });

  it('of an environment that does not exist cannot be listed', async () => {
    const { list } = await start();
    await expect(list()).rejects.toMatchObject({ code: 'not_found' });
  });

  it('stay while a standalone service could not do without them', async () => {
    const { plane, set, list, remove } = await start();
    await plane.call(OPERATOR.RegisterNode, { name: 'n1' });
    await plane.call(OPERATOR.AttachNode, { node: 'n1', environment: ENVIRONMENT });
    for (const [name, service] of [
      ['KEY', ''],
      ['KEY', 'My_search.v2'],
      ['OTHER', ''],
    ] as const)
      await set(name, 'x', service);
    const { store } = plane.services;
    const { id: environmentId } = await requireEnvironment(store.db, ENVIRONMENT);
    const { id: nodeId } = await requireNode(store.db, 'n1');
    const settings = { secretRefs: [{ name: 'MASTER', secret: 'KEY' }] };
    await runStandalone(store, { environmentId, nodeId, name: 'My_search.v2', settings });
    await remove('KEY', 'My_search.v2');
    await expect(remove('KEY')).rejects.toMatchObject({
      code: 'secret_in_use',
      message: 'secret KEY is used by the standalone service My_search.v2',
    });
    await remove('OTHER');
    expect(await list()).toMatchObject([{ name: 'KEY', service: '' }]);
  });
});
