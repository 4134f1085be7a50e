import { describe, expect, it } from 'vitest';
import { aDesiredEnvironment, aDesiredService } from '../testing/documents.js';
import { tempStore } from '../testing/temp-store.js';
import {
  deleteSecret,
  ensureEnvironment,
  findSecretVersions,
  insertNode,
  insertSecretVersion,
  publishDesiredEnvironment,
  removeUnusedSecretVersions,
  type Store,
} from './index.js';

async function setSecret(store: Store, environmentId: string, value: string) {
  return await store.transaction((trx) =>
    insertSecretVersion(trx, {
      environmentId,
      service: '',
      name: 'DB',
      seal: () => Buffer.from(value),
      at: 1,
      by: 'owner',
    }),
  );
}

async function setUp() {
  const store = await tempStore();
  const environment = await store.transaction((trx) =>
    ensureEnvironment(trx, { organization: 'acme', project: 'shop', environment: 'production' }, 1),
  );
  const nodeId = await store.transaction((trx) => insertNode(trx, { name: 'prod-1', labels: ['web'], at: 1 }));
  return { store, environmentId: environment.id, nodeId };
}

describe('removeUnusedSecretVersions', () => {
  it('keeps the current value and what is published, and nothing else', async () => {
    const { store, environmentId, nodeId } = await setUp();
    const published = await setSecret(store, environmentId, 'one');
    const between = await setSecret(store, environmentId, 'two');
    const current = await setSecret(store, environmentId, 'three');
    const binding = { env: 'DB', secret: 'DB', versionId: published.versionId };
    await store.transaction(async (trx) => {
      await publishDesiredEnvironment(trx, {
        nodeId,
        environmentId,
        deploymentId: 'deployment-1',
        releaseId: 'release-1',
        document: aDesiredEnvironment(environmentId, [aDesiredService('web', [binding])]),
        at: 1,
      });
      await removeUnusedSecretVersions(trx, environmentId);
    });
    const all = [published.versionId, between.versionId, current.versionId];
    const left = await findSecretVersions(store.db, all);
    expect(left.map(({ sealed }) => sealed.toString()).sort()).toEqual(['one', 'three']);
  });

  it('removes the values of a deleted secret that nothing references', async () => {
    const { store, environmentId } = await setUp();
    const secret = await setSecret(store, environmentId, 'one');
    await store.transaction(async (trx) => {
      await deleteSecret(trx, secret.id);
      await removeUnusedSecretVersions(trx, environmentId);
    });
    expect(await findSecretVersions(store.db, [secret.versionId])).toEqual([]);
  });
});
