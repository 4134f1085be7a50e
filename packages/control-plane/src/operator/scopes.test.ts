import { OPERATOR } from '@devopsellence/protocol';
import { describe, expect, it } from 'vitest';
import { scopeOf } from '../access/scope.js';
import { createDeployPart } from '../deploy/deploy-part.js';
import { webSpec } from '../deploy/testing/control-plane.js';
import { insertDeployment, insertRelease, newId, requireEnvironment, requireNode } from '../store/index.js';
import { runStandalone } from '../testing/a-standalone-service.js';
import { aToken } from '../testing/a-token.js';
import { RunningControlPlane } from '../testing/running-control-plane.js';

const ORG = { organization: 'acme' };
const PROJECT = { ...ORG, project: 'shop' };
const ENVIRONMENT = { ...PROJECT, environment: 'production' };

async function start() {
  const plane = await RunningControlPlane.start({ createDeployPart });
  const create = (scope: object) => plane.call(OPERATOR.CreateScope, { scope });
  const remove = (scope: object) => plane.call(OPERATOR.DeleteScope, { scope });
  const list = async (token?: string) => {
    const { entries } = await plane.call(OPERATOR.ListScopes, {}, token);
    return entries.map(({ scope, nodes }) => [
      Object.values({ ...scope })
        .filter(Boolean)
        .join('/'),
      nodes,
    ]);
  };
  const actions = async () => {
    const events = await plane.services.store.db.selectFrom('events').select(['action', 'subject']).execute();
    return events.map(({ action, subject }) => `${action} ${subject}`).filter((text) => !text.startsWith('token'));
  };
  return { plane, create, remove, list, actions };
}

describe('organizations, projects and environments', () => {
  it('are made with what they are in, once', async () => {
    const { create, list, actions } = await start();
    expect(await create(ENVIRONMENT)).toEqual({ changed: true });
    for (const scope of [ENVIRONMENT, PROJECT, ORG]) expect(await create(scope)).toEqual({ changed: false });
    expect(await create({ ...PROJECT, project: 'blog' })).toEqual({ changed: true });
    expect(await create({ organization: 'other' })).toEqual({ changed: true });
    expect((await list()).map(([title]) => title)).toEqual([
      'acme',
      'acme/blog',
      'acme/shop',
      'acme/shop/production',
      'other',
    ]);
    expect(await actions()).toEqual([
      'environment.created environment acme/shop/production',
      'project.created project acme/blog',
      'organization.created organization other',
    ]);
  });

  it('come into being at their first use, which events tell too', async () => {
    const { plane, actions } = await start();
    await plane.call(OPERATOR.RegisterNode, { name: 'n1' });
    const attach = () => plane.call(OPERATOR.AttachNode, { node: 'n1', environment: ENVIRONMENT });
    for (let again = 0; again < 2; again += 1) await attach();
    const staging = { ...ENVIRONMENT, environment: 'staging' };
    for (const name of ['A', 'B']) await plane.call(OPERATOR.SetSecret, { environment: staging, name, value: 'x' });
    const registry = { organization: 'other', host: 'ghcr.io', username: 'u', password: 'p' };
    for (let again = 0; again < 2; again += 1) await plane.call(OPERATOR.SetRegistry, registry);
    expect((await actions()).filter((text) => text.includes('.created'))).toEqual([
      'environment.created environment acme/shop/production',
      'environment.created environment acme/shop/staging',
      'organization.created organization other',
    ]);
  });

  it('count each node that is attached to something in them once', async () => {
    const { plane, list } = await start();
    for (const node of ['n1', 'n2']) await plane.call(OPERATOR.RegisterNode, { name: node });
    const attach = (node: string, environment: object) => plane.call(OPERATOR.AttachNode, { node, environment });
    await attach('n1', ENVIRONMENT);
    await attach('n2', ENVIRONMENT);
    await attach('n1', { ...ENVIRONMENT, environment: 'staging' });
    expect(await list()).toEqual([
      ['acme', 2],
      ['acme/shop', 2],
      ['acme/shop/production', 2],
      ['acme/shop/staging', 1],
    ]);
    const token = await aToken(plane, { role: 'viewer', scope: scopeOf({ ...ENVIRONMENT, environment: 'staging' }) });
    expect(await list(token.text)).toEqual([
      ['acme', 1],
      ['acme/shop', 1],
      ['acme/shop/staging', 1],
    ]);
  });

  it('are deleted from the inside, with releases and ended deployments', async () => {
    const { plane, create, remove, list, actions } = await start();
    await create(ENVIRONMENT);
    const { store } = plane.services;
    const { id: environmentId } = await requireEnvironment(store.db, ENVIRONMENT);
    await store.transaction(async (trx) => {
      const made = { revision: 'r', images: {}, createdBy: 'owner', createdAt: 1 };
      const release = await insertRelease(trx, { environmentId, spec: webSpec('app:1'), ...made });
      const common = { id: newId(), environmentId, releaseId: release.id, requestToken: 'q', startedBy: 'owner' };
      const { id } = await insertDeployment(trx, { ...common, kind: 'deploy', startedAt: 1, deadlineAt: 2 });
      await trx.updateTable('deployments').set({ state: 'settled' }).where('id', '=', id).execute();
    });
    await expect(remove(ORG)).rejects.toMatchObject({
      code: 'not_empty',
      message: 'the organization acme is not empty',
      evidence: ['projects: shop'],
      nextActions: ['devopsellence project delete shop --org acme'],
    });
    await expect(remove(PROJECT)).rejects.toMatchObject({
      code: 'not_empty',
      evidence: ['environments: production'],
      nextActions: ['devopsellence env delete production --org acme --project shop'],
    });
    for (const scope of [ENVIRONMENT, PROJECT, ORG]) await remove(scope);
    expect(await list()).toEqual([]);
    expect(await store.db.selectFrom('releases').selectAll().execute()).toEqual([]);
    expect((await actions()).at(-3)).toBe('environment.deleted environment acme/shop/production');
    for (const scope of [ENVIRONMENT, PROJECT, ORG]) {
      await expect(remove(scope)).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  it('are not deleted while anything is in them', async () => {
    const { plane, create, remove, list } = await start();
    await plane.call(OPERATOR.RegisterNode, { name: 'n1' });
    await plane.call(OPERATOR.AttachNode, { node: 'n1', environment: ENVIRONMENT });
    const secret = { environment: ENVIRONMENT, name: 'KEY', service: 'web' };
    await plane.call(OPERATOR.SetSecret, { ...secret, value: 'hunter2' });
    const token = await plane.call(OPERATOR.CreateToken, { name: 'ci', role: 'deployer', scope: ENVIRONMENT });
    await expect(remove(ENVIRONMENT)).rejects.toMatchObject({
      code: 'not_empty',
      message: 'the environment acme/shop/production is not empty',
      evidence: ['nodes attached: n1', 'secrets: KEY of web', 'tokens: ci'],
      nextActions: [
        'devopsellence node detach n1 --org acme --project shop --env production',
        'devopsellence secret delete KEY --service web --org acme --project shop --env production',
        'devopsellence token revoke ci',
      ],
    });
    const { store } = plane.services;
    const [environment, node] = [await requireEnvironment(store.db, ENVIRONMENT), await requireNode(store.db, 'n1')];
    await runStandalone(store, { environmentId: environment.id, nodeId: node.id });
    await expect(remove(ENVIRONMENT)).rejects.toMatchObject({
      evidence: ['services running: redis', 'nodes attached: n1', 'secrets: KEY of web', 'tokens: ci'],
    });
    await plane.call(OPERATOR.DetachNode, { node: 'n1', environment: ENVIRONMENT });
    await plane.call(OPERATOR.DeleteSecret, secret);
    await expect(remove(ENVIRONMENT)).rejects.toMatchObject({ evidence: ['tokens: ci'] });
    await plane.call(OPERATOR.RevokeToken, { token: token.token?.id ?? '' });
    await remove(ENVIRONMENT);
    await remove(PROJECT);
    await plane.call(OPERATOR.SetRegistry, { ...ORG, host: 'ghcr.io', username: 'u', password: 'p' });
    await expect(remove(ORG)).rejects.toMatchObject({ evidence: ['registries: ghcr.io'] });
    expect(await list()).toEqual([['acme', 0]]);
    expect(await create(ORG)).toEqual({ changed: false });
  });

  it.each([
    ['no scope', {}],
    ['no organization', { project: 'shop' }],
    ['an environment of no project', { organization: 'acme', environment: 'production' }],
    ['a name that cannot be one', { organization: 'Acme Inc' }],
  ])('are neither made nor deleted by %s', async (_title, scope) => {
    const { create, remove, list } = await start();
    await create(ORG);
    for (const call of [create, remove]) {
      await expect(call(scope)).rejects.toMatchObject({ code: 'invalid_argument' });
    }
    expect(await list()).toEqual([['acme', 0]]);
  });
});
