import { createPublicKey } from 'node:crypto';
import {
  AGENT_GATEWAY,
  duplexStream,
  OPERATOR,
  openChannel,
  serverStream,
  unary,
  verifyPayload,
} from '@devopsellence/protocol';
import { describe, expect, it } from 'vitest';
import { publishDesiredEnvironment } from '../store/index.js';
import { aDesiredEnvironment, aDesiredService } from '../testing/documents.js';
import { Received } from '../testing/received.js';
import { RunningControlPlane } from '../testing/running-control-plane.js';
import { contentOf, TestAgent } from '../testing/test-agent.js';

const ENVIRONMENT = { organization: 'acme', project: 'shop', environment: 'production' };

async function aNodeInShop() {
  const plane = await RunningControlPlane.start();
  const agent = await plane.join('prod-1');
  await plane.call(OPERATOR.AttachNode, { node: 'prod-1', environment: ENVIRONMENT });
  const { id } = await plane.services.store.db.selectFrom('environments').select('id').executeTakeFirstOrThrow();
  return { plane, agent, environmentId: id };
}

type Shop = Awaited<ReturnType<typeof aNodeInShop>>;

async function publish(
  { plane, agent, environmentId }: Shop,
  name: string,
  secrets: Parameters<typeof aDesiredService>[1] = [],
) {
  const document = aDesiredEnvironment(environmentId, [aDesiredService(name, secrets)]);
  const revision = await plane.services.store.transaction((trx) =>
    publishDesiredEnvironment(trx, {
      nodeId: agent.nodeId,
      environmentId,
      deploymentId: 'deployment-1',
      releaseId: 'release-1',
      document,
      at: 1,
    }),
  );
  return { revision, document };
}

describe('a node’s desired state', () => {
  it('is sent at once when the agent has another revision, signed', async () => {
    const shop = await aNodeInShop();
    const { document } = await publish(shop, 'web');
    const signed = await shop.agent.watch(0).next();
    verifyPayload(signed, [createPublicKey(shop.agent.identity.signingKey)]);
    expect(contentOf(signed).desiredState).toEqual({
      nodeId: shop.agent.nodeId,
      revision: 1,
      environments: [document],
    });
  });

  it('is not sent when the agent has it already, but is after the next change', async () => {
    const shop = await aNodeInShop();
    await publish(shop, 'web');
    const documents = shop.agent.watch(1);
    await shop.agent.registryCredential('ghcr.io');
    expect(documents.pending).toEqual([]);
    await publish(shop, 'redis');
    shop.plane.services.feed.wake(shop.agent.nodeId);
    expect(contentOf(await documents.next()).desiredState.revision).toBe(2);
  });

  it('is sent as the newest only, however many changes come together', async () => {
    const shop = await aNodeInShop();
    const documents = shop.agent.watch(0);
    await shop.agent.registryCredential('ghcr.io');
    for (let change = 0; change < 50; change += 1) {
      await publish(shop, `web-${change}`);
      shop.plane.services.feed.wake(shop.agent.nodeId);
    }
    const revisions = [];
    while (revisions.at(-1) !== 50) revisions.push(contentOf(await documents.next()).desiredState.revision);
    expect(revisions.length).toBeLessThan(50);
    expect(revisions).toEqual([...new Set(revisions)].sort((left, right) => left - right));
  });

  it('brings the values of exactly the secret versions it references', async () => {
    const shop = await aNodeInShop();
    const set = (name: string, value: string) =>
      shop.plane.call(OPERATOR.SetSecret, { environment: ENVIRONMENT, name, value });
    const used = (await set('DB', 'hunter2')).secret?.versionId ?? '';
    await set('OTHER', 'not for this node');
    await publish(shop, 'web', [{ env: 'DB', secret: 'DB', versionId: used }]);
    const first = await shop.agent.watch(0).next();
    expect([...contentOf(first).secretValues]).toEqual([[used, 'hunter2']]);
    await set('DB', 'a newer one');
    expect([...contentOf(await shop.agent.watch(0).next()).secretValues]).toEqual([[used, 'hunter2']]);
    const stored = await shop.plane.services.store.db.selectFrom('desired_environments').select('document').execute();
    expect(JSON.stringify(stored)).not.toContain('hunter2');
  });

  it('runs nothing any more after the node was detached', async () => {
    const shop = await aNodeInShop();
    await publish(shop, 'web');
    const documents = shop.agent.watch(0);
    await documents.next();
    const reply = await shop.plane.call(OPERATOR.DetachNode, { node: 'prod-1', environment: ENVIRONMENT });
    expect(reply).toMatchObject({ changed: true, node: { environments: [] } });
    expect(contentOf(await documents.next()).desiredState).toMatchObject({ revision: 2, environments: [] });
  });

  it('goes to the newest stream of a node only', async () => {
    const shop = await aNodeInShop();
    const older = shop.agent.watch(0);
    await shop.agent.registryCredential('ghcr.io');
    const newer = shop.agent.watch(0);
    expect(await older.end).toBeNull();
    await publish(shop, 'web');
    shop.plane.services.feed.wake(shop.agent.nodeId);
    expect(contentOf(await newer.next()).desiredState.revision).toBe(1);
  });
});

describe('the gateway', () => {
  it('refuses a certificate of another authority', async () => {
    const plane = await RunningControlPlane.start();
    const other = await RunningControlPlane.start();
    const agent = await plane.join('prod-1');
    const stranger = await other.join('prod-1');
    const forged = new TestAgent({ ...agent.identity, ...pick(stranger.identity) });
    await expect(forged.registryCredential('ghcr.io')).rejects.toMatchObject({ code: 'control_plane_unavailable' });
  });

  it('refuses a client without a certificate', async () => {
    const plane = await RunningControlPlane.start();
    const { identity } = await plane.join('prod-1');
    const client = openChannel(identity.gatewayAddresses[0] ?? '', {
      certificateAuthority: identity.certificateAuthority,
    });
    const stream = serverStream(client, AGENT_GATEWAY.WatchDesiredState, { acceptedRevision: 0 });
    expect(await new Received(stream).end).toMatchObject({ code: 'control_plane_unavailable' });
    client.close();
  });

  it('ends the streams of a node that is removed, and refuses its certificate from then on', async () => {
    const plane = await RunningControlPlane.start();
    const agent = await plane.join('prod-1');
    const streams = [agent.watch(0), agent.status().replies, agent.tunnel().frames];
    await agent.registryCredential('ghcr.io');
    await plane.call(OPERATOR.RemoveNode, { node: 'prod-1' });
    for (const stream of streams) expect(await stream.end).toMatchObject({ code: 'unauthenticated' });
    await expect(agent.registryCredential('ghcr.io')).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(await agent.watch(0).end).toMatchObject({ code: 'unauthenticated' });
    expect((await plane.call(OPERATOR.ListNodes, {})).nodes).toEqual([]);
  });

  it('lets a removed node take in that it is to run nothing', async () => {
    const shop = await aNodeInShop();
    await publish(shop, 'web');
    const documents = shop.agent.watch(0);
    const status = shop.agent.status();
    status.report({ observedRevision: 1 });
    await status.replies.next();
    await documents.next();
    const removing = shop.plane.call(OPERATOR.RemoveNode, { node: 'prod-1' });
    const farewell = contentOf(await documents.next()).desiredState;
    expect(farewell).toMatchObject({ revision: 2, environments: [] });
    status.heartbeat(farewell.revision);
    expect(await removing).toMatchObject({ name: 'prod-1' });
    expect(await documents.end).toMatchObject({ code: 'unauthenticated' });
  });

  it('refuses the certificate of a node that a new node of the same name replaced', async () => {
    const plane = await RunningControlPlane.start();
    const older = await plane.join('prod-1');
    await plane.call(OPERATOR.RemoveNode, { node: 'prod-1' });
    const newer = await plane.join('prod-1');
    await newer.registryCredential('ghcr.io');
    await expect(older.registryCredential('ghcr.io')).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});

describe('a malformed message', () => {
  const garbage = { requestSerialize: () => Buffer.from([0xff, 0xff, 0xff]) };

  it.each(['WatchDesiredState', 'ReportStatus', 'Tunnel'] as const)('ends %s and changes nothing', async (method) => {
    const plane = await RunningControlPlane.start();
    const agent = await plane.join('prod-1');
    const stream = duplexStream<object, object>(agent.client, { ...AGENT_GATEWAY[method], ...garbage });
    const received = new Received(stream);
    stream.write({});
    stream.end();
    expect(await received.end).toMatchObject({ code: 'invalid_argument' });
    expect(plane.services.fleet.connection(agent.nodeId)).toBe('offline');
  });

  it('fails a call', async () => {
    const plane = await RunningControlPlane.start();
    const agent = await plane.join('prod-1');
    const call = unary(agent.client, { ...AGENT_GATEWAY.GetRegistryCredential, ...garbage }, {});
    await expect(call).rejects.toMatchObject({ code: 'invalid_argument' });
  });
});

describe('status', () => {
  it('is answered with the heartbeat interval and makes the node online', async () => {
    const plane = await RunningControlPlane.start();
    const agent = await plane.join('prod-1');
    const status = agent.status();
    status.report({ observedRevision: 3, agentVersion: '9.9.9' });
    expect(await status.replies.next()).toMatchObject({ heartbeatIntervalMs: 5_000 });
    const { nodes } = await plane.call(OPERATOR.ListNodes, {});
    expect(nodes[0]).toMatchObject({ connection: 'CONNECTION_ONLINE', agentVersion: '9.9.9' });
    expect(plane.services.fleet.report(agent.nodeId)?.observedRevision).toBe(3);
    status.heartbeat(4);
    await status.replies.next();
    expect(plane.services.fleet.report(agent.nodeId)?.observedRevision).toBe(4);
  });

  it('survives a restart of the control plane as stale', async () => {
    const first = await RunningControlPlane.start();
    const agent = await first.join('prod-1');
    const status = agent.status();
    status.report({ observedRevision: 3 });
    await status.replies.next();
    await first.stop();
    const second = await RunningControlPlane.start({ dataDirectory: first.dataDirectory });
    expect(second.services.fleet.connection(agent.nodeId)).toBe('stale');
    expect(second.services.fleet.report(agent.nodeId)?.observedRevision).toBe(3);
  });

  it('beyond the limits is refused and changes nothing', async () => {
    const plane = await RunningControlPlane.start();
    const agent = await plane.join('prod-1');
    const status = agent.status();
    status.send({ report: { services: Array.from({ length: 5_001 }, (_, index) => ({ name: `s${index}` })) } });
    expect(await status.replies.end).toMatchObject({ code: 'invalid_argument' });
    expect(plane.services.fleet.report(agent.nodeId)).toBeNull();
  });

  it('with an over-long text is taken with the text cut: an error page must not cost the node its session', async () => {
    const plane = await RunningControlPlane.start();
    const agent = await plane.join('prod-1');
    const status = agent.status();
    status.send({ report: { services: [{ name: 'web', lastError: 'x'.repeat(100_000) }] } });
    await status.replies.next();
    expect(plane.services.fleet.report(agent.nodeId)?.services[0]?.lastError).toMatch(/^x{4095}…$/);
  });

  it('ended by the agent makes the node stale at once', async () => {
    const plane = await RunningControlPlane.start();
    const agent = await plane.join('prod-1');
    const status = agent.status();
    status.report();
    await status.replies.next();
    status.end();
    expect(await status.replies.end).toBeNull();
    expect(plane.services.fleet.connection(agent.nodeId)).toBe('stale');
  });
});

describe('registry credentials', () => {
  it('are given for registries of organizations with an environment on the node, and no others', async () => {
    const { plane, agent } = await aNodeInShop();
    const set = (organization: string, host: string) =>
      plane.call(OPERATOR.SetRegistry, { organization, host, username: organization, password: 'secret' });
    await set('acme', 'ghcr.io');
    await set('other', 'quay.io');
    await set('acme', 'index.docker.io');
    expect(await agent.registryCredential('ghcr.io')).toEqual({ username: 'acme', password: 'secret' });
    expect(await agent.registryCredential('docker.io')).toEqual({ username: 'acme', password: 'secret' });
    expect(await agent.registryCredential('quay.io')).toEqual({ username: '', password: '' });
  });

  it('are those of the organization of the environment that asks, whoever set one later for the same host', async () => {
    const { plane, agent, environmentId } = await aNodeInShop();
    const other = { ...ENVIRONMENT, organization: 'other' };
    await plane.call(OPERATOR.AttachNode, { node: 'prod-1', environment: other });
    const apart = { ...ENVIRONMENT, organization: 'apart' };
    await plane.call(OPERATOR.SetSecret, { environment: apart, name: 'KEY', value: 'x' });
    for (const organization of ['acme', 'other', 'apart']) {
      const registry = { organization, host: 'ghcr.io', username: organization, password: 'secret' };
      await plane.call(OPERATOR.SetRegistry, registry);
    }
    const rows = await plane.services.store.db
      .selectFrom('environments')
      .innerJoin('projects', 'projects.id', 'environments.project_id')
      .innerJoin('organizations', 'organizations.id', 'projects.organization_id')
      .select(['environments.id', 'organizations.name'])
      .execute();
    const given = async (id: string) => (await agent.registryCredential('ghcr.io', id)).username;
    const answers = await Promise.all(rows.map(async ({ id, name }) => [name, await given(id)] as const));
    expect(new Map(answers)).toEqual(
      new Map([
        ['acme', 'acme'],
        ['other', 'other'],
        ['apart', ''],
      ]),
    );
    await plane.call(OPERATOR.DetachNode, { node: 'prod-1', environment: ENVIRONMENT });
    expect(await given(environmentId)).toBe('');
    expect(await given('nothing')).toBe('');
  });
});

function pick({ certificate, privateKey }: TestAgent['identity']) {
  return { certificate, privateKey };
}
