import { AppError } from '@devopsellence/core';
import { OPERATOR } from '@devopsellence/protocol';
import { describe, expect, it } from 'vitest';
import {
  deleteStandaloneOperation,
  findStandaloneService,
  insertStandaloneOperation,
  readNodeDesiredState,
  requireEnvironment,
  requireNode,
} from '../store/index.js';
import { runStandalone } from '../testing/a-standalone-service.js';
import { RunningControlPlane } from '../testing/running-control-plane.js';

const ENVIRONMENT = { organization: 'acme', project: 'shop', environment: 'production' };
const SEARCH = 'acme/shop/production search';

async function start() {
  const plane = await RunningControlPlane.start();
  const { store } = plane.services;
  await plane.join('prod-1');
  await plane.call(OPERATOR.AttachNode, { node: 'prod-1', environment: ENVIRONMENT });
  const { id: environmentId } = await requireEnvironment(store.db, ENVIRONMENT);
  const { id: nodeId } = await requireNode(store.db, 'prod-1');
  const place = { environmentId, nodeId };
  const hostname = 'search.example.com';
  const secrets = [{ env: 'KEY', secret: 'KEY', versionId: 'v1' }];
  await runStandalone(store, { ...place, name: 'search', settings: { hostname }, secrets, isStopped: true });
  await runStandalone(store, { ...place, name: 'redis' });
  const set = (ingress: string, node = 'prod-1') => plane.call(OPERATOR.SetNodeIngress, { node, ingress });
  const seen = async () => (await plane.call(OPERATOR.ListNodes, {})).nodes.map(({ ingress }) => ingress);
  const find = (name: string) => findStandaloneService(store.db, environmentId, name);
  const revision = async () => (await readNodeDesiredState(store.db, nodeId)).revision;
  return { plane, set, seen, find, revision };
}

describe('SetNodeIngress', () => {
  it('is kept, and publishes anew what gets other labels, as it is otherwise', async () => {
    const { plane, set, seen, find, revision } = await start();
    const [search, redis, before] = [await find('search'), await find('redis'), await revision()];
    expect(await seen()).toEqual(['none']);
    expect(await set('traefik')).toMatchObject({ changed: true, standaloneServices: [SEARCH] });
    expect(await seen()).toEqual(['traefik']);
    const routed = await find('search');
    expect(routed?.document.definition.standalone?.labels).toMatchObject({
      'oduflow.service': 'search',
      'traefik.enable': 'true',
    });
    expect(routed?.document).toMatchObject({ isStopped: true, definition: { secrets: [{ versionId: 'v1' }] } });
    expect(await find('redis')).toEqual(redis);
    expect(await revision()).toBe(before + 1);
    expect(await set('traefik')).toMatchObject({ changed: false, standaloneServices: [] });
    expect(await revision()).toBe(before + 1);
    expect(await set('none')).toMatchObject({ changed: true, standaloneServices: [SEARCH] });
    expect((await find('search'))?.document).toEqual(search?.document);
    const actions = await plane.services.store.db.selectFrom('events').select('action').execute();
    expect(actions.filter(({ action }) => action === 'node.ingress_set')).toHaveLength(2);
  });

  it('is left as it is while an operation may give the labels of before back', async () => {
    const { plane, set, seen } = await start();
    const { store } = plane.services;
    const { id: environmentId } = await requireEnvironment(store.db, ENVIRONMENT);
    const common = { environmentId, startedBy: 'ci', startedAt: 1, correlationId: 'c' };
    const hold = (name: string) =>
      store.transaction((trx) =>
        insertStandaloneOperation(
          trx,
          { ...common, id: name, name, kind: 'update' },
          () => new AppError('operation_in_progress', { message: 'held' }),
        ),
      );
    await hold('search');
    await expect(set('traefik')).rejects.toMatchObject({ code: 'operation_in_progress' });
    expect(await seen()).toEqual(['none']);
    await store.transaction((trx) => deleteStandaloneOperation(trx, 'search'));
    await hold('redis');
    expect(await set('traefik')).toMatchObject({ changed: true });
  });

  it('refuses what it does not know, and a node that is not there', async () => {
    const { set, seen } = await start();
    await expect(set('caddy')).rejects.toMatchObject({
      code: 'invalid_argument',
      reason: 'it is one of none, traefik',
    });
    await expect(set('traefik', 'prod-2')).rejects.toMatchObject({ code: 'not_found' });
    expect(await seen()).toEqual(['none']);
  });
});

describe('a node that goes', () => {
  it.each(['DetachNode', 'RemoveNode'] as const)('says which standalone services went with it: %s', async (method) => {
    const { plane, find } = await start();
    const request = { node: 'prod-1', environment: ENVIRONMENT };
    const reply = await (method === 'DetachNode'
      ? plane.call(OPERATOR.DetachNode, request)
      : plane.call(OPERATOR.RemoveNode, request));
    expect(reply.standaloneServices).toEqual(['acme/shop/production redis', SEARCH]);
    expect(await find('redis')).toBeNull();
  });
});
