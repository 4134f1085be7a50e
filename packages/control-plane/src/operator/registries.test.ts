import { OPERATOR } from '@devopsellence/protocol';
import { describe, expect, it } from 'vitest';
import { RunningControlPlane } from '../testing/running-control-plane.js';

async function start() {
  const plane = await RunningControlPlane.start();
  const set = (host: string, username: string, password = 'hunter2') =>
    plane.call(OPERATOR.SetRegistry, { organization: 'acme', host, username, password });
  const list = async () => (await plane.call(OPERATOR.ListRegistries, { organization: 'acme' })).registries;
  return { plane, set, list };
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
