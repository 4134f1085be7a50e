import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aDesiredEnvironment, aDesiredService } from '../testing/documents.js';
import { tempDirectory } from '../testing/temp-directory.js';
import { tempStore } from '../testing/temp-store.js';
import {
  attachNode,
  deleteNode,
  ensureEnvironment,
  findNode,
  insertDeployment,
  insertNode,
  insertRelease,
  listAttachments,
  listEnvironments,
  listNodes,
  migrate,
  newId,
  publishDesiredEnvironment,
  readNodeDesiredState,
  replaceLabels,
  Store,
  withdrawDesiredEnvironment,
} from './index.js';

const SHOP = { organization: 'acme', project: 'shop', environment: 'production' };

async function aNode(store: Store, name: string): Promise<string> {
  return await store.transaction((trx) => insertNode(trx, { name, labels: ['web'], at: 1 }));
}

async function anEnvironment(store: Store) {
  return await store.transaction((trx) => ensureEnvironment(trx, SHOP, 1));
}

function publication(nodeId: string, environmentId: string, service = 'web') {
  return {
    nodeId,
    environmentId,
    deploymentId: 'deployment-1',
    releaseId: 'release-1',
    document: aDesiredEnvironment(environmentId, [aDesiredService(service)]),
    at: 1,
  };
}

describe('the database', () => {
  it('syncs every commit to disk and enforces foreign keys', async () => {
    const store = await tempStore();
    const pragma = async (name: string) => (await sql.raw(`pragma ${name}`).execute(store.db)).rows[0];
    expect(await pragma('journal_mode')).toEqual({ journal_mode: 'wal' });
    expect(await pragma('synchronous')).toEqual({ synchronous: 2 });
    expect(await pragma('foreign_keys')).toEqual({ foreign_keys: 1 });
  });

  it('refuses what it has no room for, changes nothing, and goes on once there is room', async () => {
    const store = await tempStore();
    await aNode(store, 'prod-1');
    const before = await listNodes(store.db);
    await sql.raw('pragma max_page_count = 1').execute(store.db);
    const many = Array.from({ length: 1_000 }, (_, index) => `prod-${'x'.repeat(50)}-${index}`);
    const writeMany = async () => {
      await store.transaction(async (trx) => {
        for (const name of many) await insertNode(trx, { name, labels: ['web'], at: 1 });
      });
    };
    await expect(writeMany()).rejects.toMatchObject({
      code: 'storage_full',
      message: 'the disk of the control plane is full: nothing was changed',
    });
    expect(await listNodes(store.db)).toEqual(before);
    await sql.raw('pragma max_page_count = 1000000').execute(store.db);
    await writeMany();
    expect(await listNodes(store.db)).toHaveLength(before.length + many.length);
  });

  it('keeps what was written when it is opened again', async () => {
    const path = join(await tempDirectory(), 'control-plane.db');
    const first = Store.open(path);
    await migrate(first);
    await aNode(first, 'prod-1');
    await first.close();
    const second = Store.open(path);
    onTestFinished(() => second.close());
    await migrate(second);
    expect(await listNodes(second.db)).toMatchObject([{ name: 'prod-1', labels: ['web'] }]);
  });

  it('refuses tables of a newer version', async () => {
    const store = await tempStore();
    await sql`insert into kysely_migration (name, timestamp) values ('0002-later', 'x')`.execute(store.db);
    await expect(migrate(store)).rejects.toMatchObject({ code: 'internal' });
  });

  it('undoes a transaction that throws, whole', async () => {
    const store = await tempStore();
    const failing = store.transaction(async (trx) => {
      await insertNode(trx, { name: 'prod-1', labels: ['web'], at: 1 });
      throw new RangeError('changed my mind');
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(await listNodes(store.db)).toEqual([]);
  });

  it('fails instead of hanging when the work of a transaction uses the database itself', async () => {
    const store = Store.open(join(await tempDirectory(), 'control-plane.db'), { connectionWaitMs: 10 });
    onTestFinished(() => store.close());
    await migrate(store);
    await expect(store.transaction(() => listNodes(store.db))).rejects.toThrow('the database was in use');
    expect(await listNodes(store.db)).toEqual([]);
  });

  it('serves those who wait for the connection in the order of asking', async () => {
    const store = await tempStore();
    const served: number[] = [];
    const asked = Array.from({ length: 200 }, async (_, index) => {
      await store.transaction(async (trx) => {
        await insertNode(trx, { name: `node-${index}`, labels: [], at: 1 });
      });
      served.push(index);
    });
    await Promise.all(asked);
    expect(served).toEqual([...served].sort((left, right) => left - right));
  });
});

describe('names', () => {
  it('come into being once, however often they are asked for', async () => {
    const store = await tempStore();
    const first = await anEnvironment(store);
    const second = await anEnvironment(store);
    expect(second.id).toBe(first.id);
    const staging = await store.transaction((trx) => ensureEnvironment(trx, { ...SHOP, environment: 'staging' }, 2));
    expect(staging.organizationId).toBe(first.organizationId);
    expect((await listEnvironments(store.db)).map(({ environment }) => environment)).toEqual(['production', 'staging']);
  });
});

describe('nodes', () => {
  it('cannot share a name', async () => {
    const store = await tempStore();
    await aNode(store, 'prod-1');
    await expect(aNode(store, 'prod-1')).rejects.toMatchObject({ code: 'name_taken' });
  });

  it('are found by name and by id', async () => {
    const store = await tempStore();
    const id = await aNode(store, 'prod-1');
    expect(await findNode(store.db, 'prod-1')).toMatchObject({ id });
    expect(await findNode(store.db, id)).toMatchObject({ name: 'prod-1' });
    expect(await findNode(store.db, 'prod-2')).toBeNull();
  });

  it('list their labels sorted, and none of another node', async () => {
    const store = await tempStore();
    const first = await aNode(store, 'a');
    await aNode(store, 'b');
    await store.transaction((trx) => replaceLabels(trx, first, ['worker', 'ssd']));
    expect(await listNodes(store.db)).toMatchObject([{ labels: ['ssd', 'worker'] }, { labels: ['web'] }]);
  });

  it('take everything of theirs along when they are deleted', async () => {
    const store = await tempStore();
    const nodeId = await aNode(store, 'prod-1');
    const { id: environmentId } = await anEnvironment(store);
    await store.transaction(async (trx) => {
      await attachNode(trx, { nodeId, environmentId, at: 1 });
      await publishDesiredEnvironment(trx, publication(nodeId, environmentId));
      await deleteNode(trx, nodeId);
    });
    expect(await listAttachments(store.db)).toEqual([]);
    expect(await store.db.selectFrom('desired_environments').selectAll().execute()).toEqual([]);
    expect(await store.db.selectFrom('node_labels').selectAll().execute()).toEqual([]);
  });

  it('are attached once', async () => {
    const store = await tempStore();
    const attachment = { nodeId: await aNode(store, 'prod-1'), environmentId: (await anEnvironment(store)).id, at: 1 };
    expect(await store.transaction((trx) => attachNode(trx, attachment))).toBe(true);
    expect(await store.transaction((trx) => attachNode(trx, attachment))).toBe(false);
  });
});

describe('desired states', () => {
  it('get a higher revision with every change, and keep it without one', async () => {
    const store = await tempStore();
    const nodeId = await aNode(store, 'prod-1');
    const { id: environmentId } = await anEnvironment(store);
    const publish = (service: string) =>
      store.transaction((trx) => publishDesiredEnvironment(trx, publication(nodeId, environmentId, service)));
    const withdraw = () =>
      store.transaction((trx) => withdrawDesiredEnvironment(trx, { nodeId, environmentId, at: 1 }));
    expect([await publish('web'), await publish('redis'), await withdraw(), await withdraw()]).toEqual([1, 2, 3, 3]);
  });

  it('are read as they were published, of one moment', async () => {
    const store = await tempStore();
    const nodeId = await aNode(store, 'prod-1');
    const { id: environmentId } = await anEnvironment(store);
    expect(await readNodeDesiredState(store.db, nodeId)).toEqual({ revision: 0, environments: [] });
    const published = publication(nodeId, environmentId);
    await store.transaction((trx) => publishDesiredEnvironment(trx, published));
    expect(await readNodeDesiredState(store.db, nodeId)).toEqual({ revision: 1, environments: [published.document] });
  });

  it('of a node that was removed cannot be read', async () => {
    const store = await tempStore();
    await expect(readNodeDesiredState(store.db, 'gone')).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('deployments', () => {
  it('run one at a time in an environment', async () => {
    const store = await tempStore();
    const { id: environmentId } = await anEnvironment(store);
    const start = (requestToken: string) =>
      store.transaction(async (trx) => {
        const release = await insertRelease(trx, {
          environmentId,
          revision: 'abc',
          spec: { ...SHOP, services: [], tasks: [], ingress: null, rollout: ROLLOUT },
          images: {},
          createdAt: 1,
          createdBy: 'owner',
        });
        const deployment = await insertDeployment(trx, {
          id: newId(),
          environmentId,
          releaseId: release.id,
          kind: 'deploy',
          requestToken,
          startedBy: 'owner',
          startedAt: 1,
          deadlineAt: 2,
        });
        return { release, deployment };
      });
    expect((await start('first')).release.number).toBe(1);
    await expect(start('second')).rejects.toMatchObject({ code: 'deployment_in_progress' });
    expect(await store.db.selectFrom('releases').select('number').execute()).toEqual([{ number: 1 }]);
  });
});

const ROLLOUT = {
  maxUnavailable: 1,
  pauseMs: 0,
  stableForMs: 0,
  healthDeadlineMs: 1,
  deadlineMs: 1,
  onFailure: 'rollback',
} as const;
