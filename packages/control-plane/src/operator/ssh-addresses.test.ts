import { OPERATOR, type wire } from '@devopsellence/protocol';
import { describe, expect, it } from 'vitest';
import { aToken } from '../testing/a-token.js';
import { RunningControlPlane } from '../testing/running-control-plane.js';

const SSH = { host: '203.0.113.7', user: 'root', port: 2222 };

async function start() {
  const plane = await RunningControlPlane.start();
  await plane.join('prod-1');
  const set = (ssh: wire.SshAddress | null, node = 'prod-1') => plane.call(OPERATOR.SetSshAddress, { node, ssh });
  const seen = async (token?: string) => (await plane.call(OPERATOR.ListNodes, {}, token)).nodes.map(({ ssh }) => ssh);
  return { plane, set, seen };
}

describe('SetSshAddress', () => {
  it('keeps how the machine is reached, once, and tells it to owners of the whole fleet only', async () => {
    const { plane, set, seen } = await start();
    expect(await set(SSH)).toMatchObject({ changed: true, node: { name: 'prod-1', ssh: SSH } });
    expect(await set(SSH)).toMatchObject({ changed: false });
    expect(await seen()).toEqual([SSH]);
    expect(await seen((await aToken(plane, { role: 'viewer' })).text)).toEqual([null]);
    const actions = await plane.services.store.db.selectFrom('events').select('action').orderBy('id').execute();
    expect(actions.filter(({ action }) => action === 'node.ssh_address_set')).toHaveLength(1);
    expect(await set({ host: 'vm' })).toMatchObject({ changed: true });
    expect(await seen()).toEqual([{ host: 'vm', user: '', port: 0 }]);
  });

  it('goes with the node', async () => {
    const { plane, set, seen } = await start();
    await set(SSH);
    await plane.call(OPERATOR.RemoveNode, { node: 'prod-1' });
    await plane.join('prod-1');
    expect(await seen()).toEqual([null]);
  });

  it.each([
    [null],
    [{}],
    [{ host: '-oProxyCommand=id' }],
    [{ host: 'vm', user: '-l' }],
    [{ host: 'a b' }],
    [{ host: 'vm', port: 65_536 }],
  ])('refuses %j and changes nothing', async (ssh) => {
    const { set, seen } = await start();
    await expect(set(ssh)).rejects.toMatchObject({ code: 'invalid_argument' });
    expect(await seen()).toEqual([null]);
  });

  it('refuses a node that is not there', async () => {
    const { set } = await start();
    await expect(set(SSH, 'prod-2')).rejects.toMatchObject({ code: 'not_found' });
  });
});
