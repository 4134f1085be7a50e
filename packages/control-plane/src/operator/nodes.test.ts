import { OPERATOR, type wire } from '@devopsellence/protocol';
import { FakeClock } from '@devopsellence/runtime/testing';
import { describe, expect, it } from 'vitest';
import { RunningControlPlane, type StartOptions } from '../testing/running-control-plane.js';

const PRODUCTION = { organization: 'acme', project: 'shop', environment: 'production' };

async function start(options: StartOptions = {}) {
  const plane = await RunningControlPlane.start(options);
  const nodes = async () => (await plane.call(OPERATOR.ListNodes, {})).nodes;
  const events = async () => {
    const rows = await plane.services.store.db.selectFrom('events').selectAll().orderBy('id').execute();
    return rows.map(({ actor, action, subject }) => [actor, action, subject]);
  };
  return { plane, nodes, events };
}

describe('RegisterNode', () => {
  it('reserves the name and prints the line to type on the node', async () => {
    const { plane, nodes, events } = await start();
    const reply = await plane.call(OPERATOR.RegisterNode, { name: 'prod-1', labels: ['worker', 'web', 'web'] });
    expect(reply.address).toBe(plane.operatorAddress);
    expect(reply.command).toBe(
      `devopsellence-agent join ${plane.operatorAddress} --token ${reply.joinToken} --state-dir /var/lib/devopsellence-agent`,
    );
    expect(await nodes()).toMatchObject([
      { name: 'prod-1', labels: ['web', 'worker'], joined: false, connection: 'CONNECTION_OFFLINE', lastSeenMs: 0 },
    ]);
    expect((await events()).at(-1)).toEqual(['owner', 'node.registered', 'node prod-1']);
  });

  it('labels a new node web and lets its token live for an hour', async () => {
    const clock = new FakeClock(Date.now());
    const { plane, nodes } = await start({ clock });
    const { expiresAtMs } = await plane.call(OPERATOR.RegisterNode, { name: 'prod-1' });
    expect(expiresAtMs - clock.now()).toBe(3_600_000);
    expect(await nodes()).toMatchObject([{ labels: ['web'] }]);
  });

  it('refuses a taken name, and an outstanding one', async () => {
    const { plane } = await start();
    await plane.join('joined');
    await plane.call(OPERATOR.RegisterNode, { name: 'outstanding' });
    for (const name of ['joined', 'outstanding']) {
      await expect(plane.call(OPERATOR.RegisterNode, { name })).rejects.toMatchObject({ code: 'name_taken' });
    }
  });

  it('mints again for a name whose token expired unused, keeping what the node was attached to', async () => {
    const clock = new FakeClock(Date.now());
    const { plane, nodes } = await start({ clock });
    await plane.call(OPERATOR.RegisterNode, { name: 'prod-1' });
    await plane.call(OPERATOR.AttachNode, { node: 'prod-1', environment: PRODUCTION });
    await clock.advance(3_600_000);
    const { joinToken } = await plane.call(OPERATOR.RegisterNode, { name: 'prod-1', labels: ['ssd'] });
    await plane.enroll(joinToken);
    expect(await nodes()).toMatchObject([
      { name: 'prod-1', joined: true, labels: ['ssd'], environments: [PRODUCTION] },
    ]);
  });

  it('forgets nameless nodes that nobody can join any more', async () => {
    const clock = new FakeClock(Date.now());
    const { plane, nodes } = await start({ clock });
    await plane.call(OPERATOR.RegisterNode, {});
    await clock.advance(3_600_000);
    await plane.call(OPERATOR.RegisterNode, { name: 'prod-1' });
    expect((await nodes()).map(({ name }) => name)).toEqual(['prod-1']);
  });

  it.each([
    [{ name: 'Prod' }],
    [{ name: '-prod' }],
    [{ name: 'x'.repeat(64) }],
    [{ name: 'a b' }],
    [{ name: 'prod-1', labels: ['Web'] }],
    [{ name: 'prod-1', labels: [''] }],
    [{ name: 'prod-1', labels: Array.from({ length: 65 }, (_, index) => `l${index}`) }],
    [{ name: 'prod-1', expiresInMs: 40 * 86_400_000 }],
  ])('refuses %j and changes nothing', async (request) => {
    const { plane, nodes } = await start();
    await expect(plane.call(OPERATOR.RegisterNode, request)).rejects.toMatchObject({ code: 'invalid_argument' });
    expect(await nodes()).toEqual([]);
  });
});

describe('AttachNode and DetachNode', () => {
  it('create the environment, attach once, and detach once', async () => {
    const { plane, nodes, events } = await start();
    await plane.join('prod-1');
    const change = { node: 'prod-1', environment: PRODUCTION };
    expect((await plane.call(OPERATOR.AttachNode, change)).changed).toBe(true);
    expect((await plane.call(OPERATOR.AttachNode, change)).changed).toBe(false);
    expect(await nodes()).toMatchObject([{ environments: [PRODUCTION] }]);
    expect((await plane.call(OPERATOR.DetachNode, change)).changed).toBe(true);
    expect((await plane.call(OPERATOR.DetachNode, change)).changed).toBe(false);
    expect(await nodes()).toMatchObject([{ environments: [] }]);
    expect((await events()).filter(([, action]) => action?.endsWith('tached'))).toEqual([
      ['owner', 'node.attached', 'node prod-1'],
      ['owner', 'node.detached', 'node prod-1'],
    ]);
  });

  it('refuse unknown nodes and environments, and names that cannot be one, creating nothing', async () => {
    const { plane } = await start();
    await plane.join('prod-1');
    const attach = (node: string, environment: object) => plane.call(OPERATOR.AttachNode, { node, environment });
    await expect(attach('prod-2', PRODUCTION)).rejects.toMatchObject({ code: 'not_found' });
    await expect(attach('prod-1', { ...PRODUCTION, project: 'My Shop' })).rejects.toMatchObject({
      code: 'invalid_argument',
    });
    await expect(plane.call(OPERATOR.AttachNode, { node: 'prod-1' })).rejects.toMatchObject({
      code: 'invalid_argument',
    });
    const detach = plane.call(OPERATOR.DetachNode, { node: 'prod-1', environment: PRODUCTION });
    await expect(detach).rejects.toMatchObject({ code: 'not_found' });
    expect(await plane.services.store.db.selectFrom('organizations').selectAll().execute()).toEqual([]);
  });

  it('tell what a deploy would change', async () => {
    const { plane } = await start({ deployPart: { pendingChanges: async () => ['web would start on prod-1'] } });
    await plane.join('prod-1');
    const reply = await plane.call(OPERATOR.AttachNode, { node: 'prod-1', environment: PRODUCTION });
    expect(reply.pendingChanges).toEqual(['web would start on prod-1']);
  });
});

describe('ChangeNodeLabels', () => {
  it('sets, adds and removes, sorted, and says whether anything changed', async () => {
    const { plane } = await start();
    await plane.join('prod-1');
    const change = async (operation: 'OPERATION_SET' | 'OPERATION_ADD' | 'OPERATION_REMOVE', labels: string[]) => {
      const { node, changed } = await plane.call(OPERATOR.ChangeNodeLabels, { node: 'prod-1', operation, labels });
      return [node?.labels, changed];
    };
    expect(await change('OPERATION_ADD', ['worker', 'ssd'])).toEqual([['ssd', 'web', 'worker'], true]);
    expect(await change('OPERATION_ADD', ['ssd'])).toEqual([['ssd', 'web', 'worker'], false]);
    expect(await change('OPERATION_REMOVE', ['web', 'gpu'])).toEqual([['ssd', 'worker'], true]);
    expect(await change('OPERATION_SET', ['web', 'web'])).toEqual([['web'], true]);
  });

  it('refuses an operation that it does not know', async () => {
    const { plane } = await start();
    await plane.join('prod-1');
    for (const operation of [0, 99] as const) {
      const request = { node: 'prod-1', operation, labels: ['web'] } as wire.ChangeNodeLabelsRequest;
      await expect(plane.call(OPERATOR.ChangeNodeLabels, request)).rejects.toMatchObject({ code: 'invalid_argument' });
    }
  });

  it('leaves a node at least one label', async () => {
    const { plane, nodes } = await start();
    await plane.join('prod-1');
    const operation = 'OPERATION_REMOVE';
    const removing = plane.call(OPERATOR.ChangeNodeLabels, { node: 'prod-1', operation, labels: ['web'] });
    await expect(removing).rejects.toMatchObject({ code: 'invalid_argument' });
    expect(await nodes()).toMatchObject([{ labels: ['web'] }]);
  });

  it('tells of each environment what a deploy would change', async () => {
    const { plane } = await start({ deployPart: { pendingChanges: async () => ['redis would start'] } });
    await plane.join('prod-1');
    const change = (labels: string[]) =>
      plane.call(OPERATOR.ChangeNodeLabels, { node: 'prod-1', operation: 'OPERATION_SET', labels });
    expect((await change(['worker'])).pendingChanges).toEqual([]);
    await plane.call(OPERATOR.AttachNode, { node: 'prod-1', environment: PRODUCTION });
    expect((await change(['web'])).pendingChanges).toEqual(['redis would start']);
    await plane.call(OPERATOR.AttachNode, { node: 'prod-1', environment: { ...PRODUCTION, environment: 'staging' } });
    expect((await change(['worker'])).pendingChanges).toEqual([
      'acme/shop/production: redis would start',
      'acme/shop/staging: redis would start',
    ]);
  });
});

describe('RemoveNode', () => {
  it('frees the name, by name or id, and refuses a node that is gone', async () => {
    const { plane, nodes, events } = await start();
    const { nodeId } = await plane.join('prod-1');
    expect(await plane.call(OPERATOR.RemoveNode, { node: nodeId })).toEqual({
      id: nodeId,
      name: 'prod-1',
      standaloneServices: [],
    });
    expect(await nodes()).toEqual([]);
    await expect(plane.call(OPERATOR.RemoveNode, { node: 'prod-1' })).rejects.toMatchObject({ code: 'not_found' });
    await plane.join('prod-1');
    expect((await events()).map(([, action]) => action)).toEqual([
      'token.created',
      'node.registered',
      'node.joined',
      'node.removed',
      'node.registered',
      'node.joined',
    ]);
  });
});
