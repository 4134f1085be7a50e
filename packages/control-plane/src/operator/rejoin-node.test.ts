import { AGENT_GATEWAY, OPERATOR, unary } from '@devopsellence/protocol';
import { describe, expect, it } from 'vitest';
import { RunningControlPlane } from '../testing/running-control-plane.js';
import { TestAgent } from '../testing/test-agent.js';

const SHOP = { organization: 'acme', project: 'shop', environment: 'production' };

describe('RejoinNode', () => {
  it('lets the node back in as itself: the certificate before is refused once the new one was seen', async () => {
    const plane = await RunningControlPlane.start();
    const before = await plane.join('prod-1', ['web', 'ssd']);
    await plane.call(OPERATOR.AttachNode, { node: 'prod-1', environment: SHOP });
    const { joinToken, name, command } = await plane.call(OPERATOR.RejoinNode, { node: 'prod-1' });
    expect(name).toBe('prod-1');
    expect(command).toContain(`join ${plane.operatorAddress} --token ${joinToken} `);
    const after = new TestAgent(await plane.enroll(joinToken, { nodeId: before.nodeId }));
    expect(after.nodeId).toBe(before.nodeId);
    await before.trust();
    await after.trust();
    await expect(unary(before.client, AGENT_GATEWAY.GetTrust, {})).rejects.toMatchObject({ code: 'unauthenticated' });
    const { nodes } = await plane.call(OPERATOR.ListNodes, {});
    expect(nodes).toMatchObject([{ id: before.nodeId, labels: ['ssd', 'web'], environments: [SHOP] }]);
    const events = await plane.services.store.db.selectFrom('events').selectAll().orderBy('id').execute();
    const actions = events.map(({ actor, action }) => `${actor}: ${action}`);
    expect(actions).toEqual(expect.arrayContaining(['owner: node.rejoin_allowed', 'node prod-1: node.rejoined']));
  });

  it('makes a token for this node and no other', async () => {
    const plane = await RunningControlPlane.start();
    await plane.join('prod-1');
    const other = await plane.join('prod-2');
    const { joinToken } = await plane.call(OPERATOR.RejoinNode, { node: 'prod-1' });
    const asking = plane.enroll(joinToken, { nodeId: other.nodeId });
    await expect(asking).rejects.toMatchObject({ code: 'already_joined' });
  });

  it('refuses a node that is not there, has never joined, or an expiry that is none', async () => {
    const plane = await RunningControlPlane.start();
    await plane.join('prod-1');
    await plane.call(OPERATOR.RegisterNode, { name: 'waiting' });
    const rejoin = (node: string, expiresInMs = 0) => plane.call(OPERATOR.RejoinNode, { node, expiresInMs });
    await expect(rejoin('nobody')).rejects.toMatchObject({ code: 'not_found' });
    await expect(rejoin('waiting')).rejects.toMatchObject({ code: 'invalid_argument' });
    await expect(rejoin('prod-1', 40 * 86_400_000)).rejects.toMatchObject({ code: 'invalid_argument' });
  });
});
