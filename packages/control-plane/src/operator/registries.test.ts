import { OPERATOR, type wire } from '@devopsellence/protocol';
import { describe, expect, it } from 'vitest';
import { scopeOf, WHOLE_FLEET } from '../access/scope.js';
import { oldestEvents } from '../store/index.js';
import { aToken } from '../testing/a-token.js';
import { RunningControlPlane } from '../testing/running-control-plane.js';

const PRODUCTION = { organization: 'acme', project: 'shop', environment: 'production' };

async function start() {
  const plane = await RunningControlPlane.start();
  const change = (request: wire.SetRegistryRequest) =>
    plane.call(OPERATOR.SetRegistry, { organization: 'acme', ...request });
  const set = (host: string, username: string, password = 'hunter2') => change({ host, username, password });
  const list = async () => (await plane.call(OPERATOR.ListRegistries, { organization: 'acme' })).registries;
  const push = (token?: string, environment = PRODUCTION) =>
    plane.call(OPERATOR.GetPushCredential, { environment }, token);
  return { plane, change, set, list, push };
}

describe('registries', () => {
  it('are kept one a host, without showing the password', async () => {
    const { plane, set, list } = await start();
    await set('ghcr.io', 'first');
    await set('GHCR.io', 'second');
    await set('registry.example.com:5000', 'third');
    expect((await list()).map(({ host, username }) => [host, username])).toEqual([
      ['ghcr.io', 'second'],
      ['registry.example.com:5000', 'third'],
    ]);
    expect(JSON.stringify(await list())).not.toContain('hunter2');
    const stored = await plane.services.store.db.selectFrom('registries').selectAll().execute();
    expect(stored.some(({ sealed }) => sealed.includes('hunter2'))).toBe(false);
  });

  it('can be deleted, once', async () => {
    const { plane, set, list } = await start();
    await set('ghcr.io', 'first');
    const remove = () => plane.call(OPERATOR.DeleteRegistry, { organization: 'acme', host: 'ghcr.io' });
    await remove();
    expect(await list()).toEqual([]);
    await expect(remove()).rejects.toMatchObject({ code: 'not_found' });
  });

  it.each([
    ['', 'user', 'password'],
    ['https://ghcr.io', 'user', 'password'],
    ['ghcr.io/acme', 'user', 'password'],
    ['ghcr.io', '', 'password'],
    ['ghcr.io', 'user', ''],
  ])('are refused as %j, %j, %j', async (host, username, password) => {
    const { set, list } = await start();
    await expect(set(host, username, password)).rejects.toMatchObject({ code: 'invalid_argument' });
    expect(await list()).toEqual([]);
  });
});

describe('the registry that deploys push to', () => {
  it('is the one with a namespace, of the organization alone', async () => {
    const { set, change, push } = await start();
    await set('quay.io', 'puller');
    expect(await push()).toEqual({ host: '', namespace: '', username: '', password: '' });
    await change({ host: 'ghcr.io', username: 'ci', password: 'hunter2', namespace: 'acme/apps' });
    expect(await push()).toEqual({ host: 'ghcr.io', namespace: 'acme/apps', username: 'ci', password: 'hunter2' });
    expect(await push(undefined, { ...PRODUCTION, organization: 'other' })).toMatchObject({ host: '' });
  });

  it('may ask nobody who they are', async () => {
    const { change, push } = await start();
    await change({ host: 'registry:5000', namespace: 'acme' });
    expect(await push()).toEqual({ host: 'registry:5000', namespace: 'acme', username: '', password: '' });
  });

  it('keeps what a change does not speak of', async () => {
    const { change, set, push, list } = await start();
    await change({ host: 'ghcr.io', username: 'ci', password: 'hunter2', namespace: 'acme' });
    await set('ghcr.io', 'ci', 'hunter3');
    expect(await push()).toMatchObject({ namespace: 'acme', password: 'hunter3' });
    await change({ host: 'ghcr.io', namespace: 'apps' });
    expect(await push()).toMatchObject({ namespace: 'apps', username: 'ci', password: 'hunter3' });
    await change({ host: 'ghcr.io', pullOnly: true });
    expect(await push()).toMatchObject({ host: '' });
    expect(await list()).toMatchObject([{ host: 'ghcr.io', username: 'ci', namespace: '' }]);
  });

  it('is one only: a newer one takes its place, which is said', async () => {
    const { change, push, list } = await start();
    await change({ host: 'ghcr.io', namespace: 'acme' });
    const reply = await change({ host: 'quay.io', namespace: 'acme' });
    expect(reply).toMatchObject({ registry: { host: 'quay.io', namespace: 'acme' }, previousPushHost: 'ghcr.io' });
    expect(await change({ host: 'quay.io', namespace: 'apps' })).toMatchObject({ previousPushHost: '' });
    expect(await push()).toMatchObject({ host: 'quay.io', namespace: 'apps' });
    expect((await list()).map(({ host, namespace }) => [host, namespace])).toEqual([
      ['ghcr.io', ''],
      ['quay.io', 'apps'],
    ]);
  });

  it('is told to deployers of the organization only, and an event says to whom', async () => {
    const { plane, change, push } = await start();
    await change({ host: 'ghcr.io', username: 'ci', password: 'hunter2', namespace: 'acme' });
    const scope = scopeOf(PRODUCTION);
    const deployer = await aToken(plane, { role: 'deployer', scope });
    const viewer = await aToken(plane, { role: 'viewer', scope });
    const stranger = await aToken(plane, { role: 'owner', scope: scopeOf({ organization: 'other' }) });
    await expect(push(viewer.text)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(push(stranger.text)).rejects.toMatchObject({ code: 'not_found' });
    expect(await push(deployer.text)).toMatchObject({ password: 'hunter2' });
    const filter = { scope: WHOLE_FLEET, after: null, before: null, since: null };
    const events = await oldestEvents(plane.services.store.db, filter, 100);
    const given = events.filter(({ action }) => action === 'registry.push');
    expect(given).toMatchObject([
      { actor: deployer.name, place: scope, subject: 'environment acme/shop/production', details: { host: 'ghcr.io' } },
    ]);
    expect(JSON.stringify(events)).not.toContain('hunter2');
  });

  it.each([
    [{ host: 'ghcr.io' }],
    [{ host: 'ghcr.io', pullOnly: true }],
    [{ host: 'ghcr.io', namespace: 'Acme' }],
    [{ host: 'ghcr.io', namespace: 'acme/' }],
    [{ host: 'ghcr.io', namespace: '../acme' }],
    [{ host: 'ghcr.io', namespace: 'acme:1' }],
    [{ host: 'ghcr.io', namespace: 'a'.repeat(129) }],
    [{ host: 'ghcr.io', namespace: 'acme', pullOnly: true }],
    [{ host: 'ghcr.io', namespace: 'acme', username: 'ci' }],
  ])('is refused as %j', async (request) => {
    const { change, list } = await start();
    await expect(change(request)).rejects.toMatchObject({ code: 'invalid_argument' });
    expect(await list()).toEqual([]);
  });
});
