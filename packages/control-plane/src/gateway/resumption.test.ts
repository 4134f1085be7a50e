import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { OPERATOR } from '@devopsellence/protocol';
import { describe, expect, it } from 'vitest';
import {
  copyDatabase,
  ensureEnvironment,
  insertRestoration,
  publishDesiredEnvironment,
  Store,
} from '../store/index.js';
import { aDesiredEnvironment, aDesiredService } from '../testing/documents.js';
import { RunningControlPlane } from '../testing/running-control-plane.js';
import { tempDirectory } from '../testing/temp-directory.js';
import { contentOf, type TestAgent } from '../testing/test-agent.js';

const NAMES = { organization: 'acme', project: 'shop', environment: 'production' };

/** Publishes to the node; returns the revision. */
function publish(store: Store, nodeId: string, service: string): Promise<number> {
  return store.transaction(async (trx) => {
    const { id: environmentId } = await ensureEnvironment(trx, NAMES, 1);
    const document = aDesiredEnvironment(environmentId, [aDesiredService(service)]);
    const part = { deploymentId: 'deployment-1', releaseId: 'release-1', at: 1 };
    return await publishDesiredEnvironment(trx, { nodeId, environmentId, document, ...part });
  });
}

/** A node at revision 1, and the control plane started anew after a restore, unless it is an old copy. */
async function afterRestore({ restored }: { readonly restored: boolean }) {
  const dataDirectory = await tempDirectory();
  const before = await RunningControlPlane.start({ dataDirectory });
  const agent = await before.join('prod-1');
  await publish(before.services.store, agent.nodeId, 'web');
  const restoration = { backupId: 'B', backupAt: 1, restoredAt: 2 };
  if (restored) await before.services.store.transaction((trx) => insertRestoration(trx, restoration));
  await before.stop();
  const agentListen = agent.identity.gatewayAddresses[0] ?? '';
  const again = () => RunningControlPlane.start({ dataDirectory, agentListen });
  return { plane: await again(), agent, again };
}

async function actionsOf({ services }: RunningControlPlane): Promise<readonly string[]> {
  return (await services.store.db.selectFrom('events').select('action').execute()).map(({ action }) => action);
}

async function nodeOf(plane: RunningControlPlane, { nodeId }: TestAgent) {
  const { nodes } = await plane.call(OPERATOR.ListNodes, {});
  return nodes.find(({ id }) => id === nodeId);
}

describe('after a restore', () => {
  it('an agent that is ahead is left with what it runs, and this is told', async () => {
    const { plane, agent } = await afterRestore({ restored: true });
    const documents = agent.watch(7);
    await expect.poll(() => actionsOf(plane)).toContain('node.held');
    await agent.registryCredential('ghcr.io');
    expect(documents.pending).toEqual([]);
    const { findings } = await plane.call(OPERATOR.DiagnoseControlPlane, {});
    expect(findings.find(({ code }) => code === 'nodes_held')?.message).toContain('prod-1');
  });

  it('an agent that is held goes on with what is published next, above all that it has accepted', async () => {
    const { plane, agent } = await afterRestore({ restored: true });
    const documents = agent.watch(7);
    await expect.poll(() => actionsOf(plane)).toContain('node.held');
    await publish(plane.services.store, agent.nodeId, 'redis');
    plane.services.feed.wake(agent.nodeId);
    const { desiredState } = contentOf(await documents.next());
    expect(desiredState.revision).toBe(8);
    expect(desiredState.environments[0]?.services.map(({ name }) => name)).toEqual(['redis']);
    const { findings } = await plane.call(OPERATOR.DiagnoseControlPlane, {});
    expect(findings.map(({ code }) => code)).not.toContain('nodes_held');
  });

  it('an agent that is held is so after another start, too', async () => {
    const { plane, agent, again } = await afterRestore({ restored: true });
    agent.watch(7);
    await expect.poll(() => actionsOf(plane)).toContain('node.held');
    await plane.stop();
    await again();
    const documents = agent.watch(7);
    await agent.registryCredential('ghcr.io');
    expect(documents.pending).toEqual([]);
  });

  it('an agent at the same revision gets another: it may have accepted another document under that number', async () => {
    const { agent } = await afterRestore({ restored: true });
    expect(contentOf(await agent.watch(1).next()).desiredState.revision).toBe(2);
  });

  it('is lifted once only', async () => {
    const { plane, agent } = await afterRestore({ restored: true });
    await agent.watch(1).next();
    const again = agent.watch(2);
    await agent.registryCredential('ghcr.io');
    expect(again.pending).toEqual([]);
    await publish(plane.services.store, agent.nodeId, 'redis');
    plane.services.feed.wake(agent.nodeId);
    expect(contentOf(await again.next()).desiredState.revision).toBe(3);
  });

  it('what is published before the node returns is lifted with it', async () => {
    const { plane, agent } = await afterRestore({ restored: true });
    await publish(plane.services.store, agent.nodeId, 'redis');
    const { desiredState } = contentOf(await agent.watch(7).next());
    expect(desiredState.revision).toBe(8);
    expect(desiredState.environments[0]?.services.map(({ name }) => name)).toEqual(['redis']);
  });

  it('reports count only once it is known what the agent has accepted', async () => {
    const { plane, agent } = await afterRestore({ restored: true });
    const status = agent.status();
    status.report({ observedRevision: 7 });
    await agent.registryCredential('ghcr.io');
    expect(await nodeOf(plane, agent)).toMatchObject({ connection: 'CONNECTION_OFFLINE' });
    agent.watch(7);
    await status.replies.next();
    expect(await nodeOf(plane, agent)).toMatchObject({ connection: 'CONNECTION_ONLINE' });
  });

  it('refuses a revision that no agent can have', async () => {
    const { agent } = await afterRestore({ restored: true });
    expect(await agent.watch(2 ** 53 - 1).end).toMatchObject({ code: 'invalid_argument' });
  });
});

it('a control plane that was not restored never lifts: an old copy that came back leads nobody back', async () => {
  const { plane, agent } = await afterRestore({ restored: false });
  const documents = agent.watch(7);
  await agent.registryCredential('ghcr.io');
  await publish(plane.services.store, agent.nodeId, 'redis');
  plane.services.feed.wake(agent.nodeId);
  await agent.registryCredential('ghcr.io');
  expect(documents.pending).toEqual([]);
});

describe('a certificate after a restore', () => {
  /** Renewed after the backup that is restored then; `backupAt` says of which moment that is. */
  async function renewedSince({ backupAt = Date.now() - 1_000 } = {}) {
    const dataDirectory = await tempDirectory();
    const before = await RunningControlPlane.start({ dataDirectory });
    const [older, other] = [await before.join('prod-1'), await before.join('prod-2')];
    const database = join(dataDirectory, 'control-plane.db');
    const copy = join(await tempDirectory(), 'copy.db');
    await copyDatabase(database, copy, new AbortController().signal);
    const newer = await older.renew();
    await newer.trust();
    await before.stop();
    await rename(copy, database);
    for (const end of ['-wal', '-shm']) await rm(`${database}${end}`, { force: true });
    const store = Store.open(database);
    const restoration = { backupId: 'B', backupAt, restoredAt: Date.now() };
    await store.transaction((trx) => insertRestoration(trx, restoration));
    await store.close();
    const agentListen = older.identity.gatewayAddresses[0] ?? '';
    const plane = await RunningControlPlane.start({ dataDirectory, agentListen });
    return { plane, older, newer, other };
  }

  it('that the node renewed since the backup is its only one from then on, without joining again', async () => {
    const { plane, older, newer } = await renewedSince();
    await newer.trust();
    expect(await actionsOf(plane)).toContain('node.certificate_adopted');
    await expect(older.trust()).rejects.toMatchObject({ code: 'unauthenticated' });
    await newer.trust();
  });

  it('of that time is refused once the node has come back with the one that the backup knows', async () => {
    const { plane, older, newer } = await renewedSince();
    older.watch(0);
    const awaited = () =>
      plane.services.store.db.selectFrom('nodes').select('name').where('restored_at', 'is not', null).execute();
    await expect.poll(awaited).toEqual([{ name: 'prod-2' }]);
    await expect(newer.trust()).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('that was issued before the backup and is not the one in it is refused', async () => {
    const { newer } = await renewedSince({ backupAt: Date.now() + 60_000 });
    await expect(newer.trust()).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('of a node that was removed is refused, and lets in no other node', async () => {
    const { plane, newer, other } = await renewedSince();
    await plane.call(OPERATOR.RemoveNode, { node: 'prod-1' });
    await expect(newer.trust()).rejects.toMatchObject({ code: 'unauthenticated' });
    await other.trust();
  });
});
