import { DEFAULT_SETTINGS, type StandaloneSettings } from '@devopsellence/core';
import { describe, expect, it } from 'vitest';
import { aDesiredEnvironment, aDesiredService } from '../testing/documents.js';
import { tempStore } from '../testing/temp-store.js';
import {
  attachNode,
  deletePreset,
  detachNode,
  ensureEnvironment,
  findPreset,
  findStandaloneService,
  insertNode,
  listPresets,
  listStandaloneServices,
  publishDesiredEnvironment,
  publishStandaloneService,
  readNodeDesiredState,
  type Store,
  savePreset,
  withdrawDesiredEnvironment,
  withdrawStandaloneService,
} from './index.js';

const SETTINGS: StandaloneSettings = { ...DEFAULT_SETTINGS, image: 'redis:7', port: 6379 };

async function start() {
  const store = await tempStore();
  const names = { organization: 'acme', project: 'shop', environment: 'production' };
  const nodeId = await store.transaction((trx) => insertNode(trx, { name: 'prod-1', labels: ['web'], at: 1 }));
  const { id: environmentId } = await store.transaction((trx) => ensureEnvironment(trx, names, 1));
  await store.transaction((trx) => attachNode(trx, { nodeId, environmentId, at: 1 }));
  return { store, nodeId, environmentId };
}

type Started = Awaited<ReturnType<typeof start>>;

function aStandalone({ nodeId, environmentId }: Started, name = 'redis') {
  const document = aDesiredService(name);
  return { id: `id-of-${name}`, environmentId, name, nodeId, settings: SETTINGS, document, createdAt: 1, updatedAt: 1 };
}

async function publish(started: Started, name?: string) {
  await started.store.transaction((trx) => publishStandaloneService(trx, aStandalone(started, name)));
}

async function servicesOf(store: Store, nodeId: string) {
  const { revision, environments } = await readNodeDesiredState(store.db, nodeId);
  return { revision, services: environments.map(({ services }) => services.map(({ name }) => name)) };
}

describe('a standalone service', () => {
  it('is part of the desired state of its node, also where nothing was deployed', async () => {
    const started = await start();
    const { store, nodeId, environmentId } = started;
    await publish(started);
    const { revision, environments } = await readNodeDesiredState(store.db, nodeId);
    expect(revision).toBe(1);
    expect(environments).toMatchObject([
      { id: environmentId, organization: 'acme', project: 'shop', name: 'production', releaseId: '', taskRuns: [] },
    ]);
    expect(environments[0]?.slug).toMatch(/^shop-production-/);
    expect(environments[0]?.services).toEqual([aDesiredService('redis')]);
  });

  it('stands among the services of the release, and stays when that leaves the node', async () => {
    const started = await start();
    const { store, nodeId, environmentId } = started;
    const document = aDesiredEnvironment(environmentId, [aDesiredService('admin'), aDesiredService('web')]);
    const ids = { nodeId, environmentId, deploymentId: 'deployment-1', releaseId: 'release-1' };
    await store.transaction((trx) => publishDesiredEnvironment(trx, { ...ids, document, at: 1 }));
    await publish(started);
    expect(await servicesOf(store, nodeId)).toEqual({ revision: 2, services: [['admin', 'redis', 'web']] });
    await store.transaction((trx) => withdrawDesiredEnvironment(trx, { nodeId, environmentId, at: 1 }));
    expect(await servicesOf(store, nodeId)).toEqual({ revision: 3, services: [['redis']] });
  });

  it('goes when it is withdrawn, and when the environment leaves the node', async () => {
    const started = await start();
    const { store, nodeId, environmentId } = started;
    await publish(started);
    await publish(started, 'search');
    expect((await listStandaloneServices(store.db, environmentId)).map(({ name }) => name)).toEqual([
      'redis',
      'search',
    ]);
    await store.transaction((trx) => withdrawStandaloneService(trx, aStandalone(started)));
    expect(await servicesOf(store, nodeId)).toEqual({ revision: 3, services: [['search']] });
    await store.transaction((trx) => detachNode(trx, nodeId, environmentId));
    expect(await servicesOf(store, nodeId)).toEqual({ revision: 4, services: [] });
  });

  it('is replaced by one of its id, and no other may have its name', async () => {
    const started = await start();
    const { store, environmentId } = started;
    await publish(started);
    const changed = { ...aStandalone(started), settings: { ...SETTINGS, port: 6380 }, updatedAt: 2 };
    await store.transaction((trx) => publishStandaloneService(trx, changed));
    expect(await findStandaloneService(store.db, environmentId, 'redis')).toEqual(changed);
    const second = store.transaction((trx) => publishStandaloneService(trx, { ...changed, id: 'another' }));
    await expect(second).rejects.toThrow();
    expect(await findStandaloneService(store.db, environmentId, 'none')).toBeNull();
  });
});

describe('presets', () => {
  it('have versions, of which the newest counts, and go together', async () => {
    const { store, environmentId } = await start();
    const save = (name: string, port: number, changed: readonly string[]) =>
      store.transaction((trx) =>
        savePreset(trx, environmentId, {
          name,
          settings: { ...SETTINGS, port },
          changed,
          savedBy: 'owner',
          savedAt: port,
        }),
      );
    await save('redis', 1, []);
    await save('search', 1, []);
    await save('redis', 2, ['port']);
    expect(await findPreset(store.db, environmentId, 'redis')).toMatchObject({
      version: 2,
      changed: ['port'],
      savedAt: 2,
    });
    const presets = (await listPresets(store.db, environmentId)).map(({ name, version }) => [name, version]);
    expect(presets).toEqual([
      ['redis', 2],
      ['search', 1],
    ]);
    const remove = () => store.transaction((trx) => deletePreset(trx, environmentId, 'redis'));
    expect([await remove(), await remove()]).toEqual([true, false]);
    expect(await findPreset(store.db, environmentId, 'redis')).toBeNull();
  });
});
