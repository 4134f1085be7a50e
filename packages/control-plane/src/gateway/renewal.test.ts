import { AGENT_GATEWAY, OPERATOR, trustIdOf, unary } from '@devopsellence/protocol';
import { describe, expect, it } from 'vitest';
import { RunningControlPlane } from '../testing/running-control-plane.js';
import type { TestAgent } from '../testing/test-agent.js';

const refusal = { code: 'unauthenticated' };

/** Whether the gateway takes calls from it. */
const isTaken = (agent: TestAgent) =>
  agent.trust().then(
    () => true,
    (error: unknown) => {
      expect(error).toMatchObject(refusal);
      return false;
    },
  );

async function renewals(plane: RunningControlPlane): Promise<number> {
  const { store } = plane.services;
  const events = await store.db.selectFrom('events').select('action').execute();
  return events.filter(({ action }) => action === 'node.certificate_renewed').length;
}

describe('a renewed certificate', () => {
  it('is for the same node, and the only one once it was seen in use', async () => {
    const plane = await RunningControlPlane.start();
    const older = await plane.join('prod-1');
    const newer = await older.renew();
    expect(await isTaken(older)).toBe(true);
    expect(await renewals(plane)).toBe(0);
    expect(await isTaken(newer)).toBe(true);
    expect(await isTaken(older)).toBe(false);
    expect(await isTaken(newer)).toBe(true);
    expect(await renewals(plane)).toBe(1);
  });

  it('whose answer was lost costs nothing: only the newest answer counts', async () => {
    const plane = await RunningControlPlane.start();
    const older = await plane.join('prod-1');
    const lost = await older.renew();
    const newer = await older.renew();
    expect(await isTaken(lost)).toBe(false);
    expect(await isTaken(older)).toBe(true);
    expect(await isTaken(newer)).toBe(true);
    for (const refused of [older, lost]) expect(await isTaken(refused)).toBe(false);
  });

  it('does not end the session with the one before, whose calls are served on', async () => {
    const plane = await RunningControlPlane.start();
    const older = await plane.join('prod-1');
    const status = older.status();
    status.report();
    await status.replies.next();
    const newer = await older.renew();
    expect(await isTaken(newer)).toBe(true);
    expect(await isTaken(older)).toBe(true);
    const again = await older.renew();
    status.report();
    await status.replies.next();
    expect(await isTaken(again)).toBe(true);
    status.end();
    expect(await status.replies.end).toBeNull();
    await expect.poll(() => isTaken(older)).toBe(false);
  });

  it('is of no use, nor asked for, by a node that is removed in the same moment', async () => {
    const plane = await RunningControlPlane.start();
    const agents = await Promise.all(['prod-1', 'prod-2', 'prod-3', 'prod-4'].map((name) => plane.join(name)));
    const raced = agents.map(async (agent, index) => {
      const stream = agent.watch(0);
      const tries = Promise.all(
        [1, 2, 3, 4, 5, 6].map(() =>
          agent.renew().then(
            (renewed) => [renewed],
            (error: unknown) => {
              expect(error).toMatchObject(refusal);
              return [];
            },
          ),
        ),
      );
      await plane.call(OPERATOR.RemoveNode, { node: `prod-${index + 1}` });
      expect(await stream.end).toMatchObject(refusal);
      for (const renewed of (await tries).flat()) expect(await isTaken(renewed)).toBe(false);
      expect(await isTaken(agent)).toBe(false);
      expect(await agent.watch(0).end).toMatchObject(refusal);
    });
    await Promise.all(raced);
    const left = await plane.services.store.db.selectFrom('node_identities').selectAll().execute();
    expect(left).toEqual([]);
  });

  it('is refused for a request that is none', async () => {
    const plane = await RunningControlPlane.start();
    const agent = await plane.join('prod-1');
    const { client } = agent;
    const asked = unary(client, AGENT_GATEWAY.RenewCertificate, { certificateRequest: 'x' });
    await expect(asked).rejects.toMatchObject({ code: 'invalid_argument' });
    expect(await isTaken(agent)).toBe(true);
  });
});

describe('what a node is to trust', () => {
  it('is told to it, and what it holds is remembered', async () => {
    const plane = await RunningControlPlane.start();
    const agent = await plane.join('prod-1');
    const trust = await agent.trust();
    expect(trust).toEqual(agent.identity.trust);
    await agent.trust(trustIdOf(trust));
    const rows = await plane.services.store.db.selectFrom('node_identities').selectAll().execute();
    expect(rows).toMatchObject([{ node_id: agent.nodeId, trust_id: trustIdOf(trust) }]);
    const status = agent.status();
    status.report();
    expect(await status.replies.next()).toMatchObject({ trustId: trustIdOf(trust) });
  });
});
