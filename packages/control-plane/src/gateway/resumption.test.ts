import { OPERATOR } from '@devopsellence/protocol';
import { describe, expect, it } from 'vitest';
import { ensureEnvironment, insertRestoration, publishDesiredEnvironment, type Store } from '../store/index.js';
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
  const plane = await RunningControlPlane.start({
    dataDirectory,
    agentListen: agent.identity.gatewayAddresses[0] ?? '',
  });
  return { plane, agent };
}

async function nodeOf(plane: RunningControlPlane, { nodeId }: TestAgent) {
  const { nodes } = await plane.call(OPERATOR.ListNodes, {});
  return nodes.find(({ id }) => id === nodeId);
}

describe('after a restore', () => {
  it('an agent that is ahead gets the restored state with a revision above its own', async () => {
    const { plane, agent } = await afterRestore({ restored: true });
    const { desiredState } = contentOf(await agent.watch(7).next());
    expect(desiredState.revision).toBe(8);
    expect(desiredState.environments[0]?.services.map(({ name }) => name)).toEqual(['web']);
    const actions = await plane.services.store.db.selectFrom('events').select('action').execute();
    expect(actions).toContainEqual({ action: 'node.resumed' });
  });

  it('an agent at the same revision gets another: it may have accepted another document under that number', async () => {
    const { agent } = await afterRestore({ restored: true });
    expect(contentOf(await agent.watch(1).next()).desiredState.revision).toBe(2);
  });

  it('is lifted once only', async () => {
    const { plane, agent } = await afterRestore({ restored: true });
    await agent.watch(7).next();
    const again = agent.watch(8);
    await agent.registryCredential('ghcr.io');
    expect(again.pending).toEqual([]);
    await publish(plane.services.store, agent.nodeId, 'redis');
    plane.services.feed.wake(agent.nodeId);
    expect(contentOf(await again.next()).desiredState.revision).toBe(9);
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
    await agent.watch(7).next();
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
