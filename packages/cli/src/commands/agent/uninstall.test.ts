import { AppError } from '@devopsellence/core';
import { describe, expect, it } from 'vitest';
import type { ControlPlaneClient } from '../../client/control-plane-client.js';
import type { NodeInfo } from '../../client/names.js';
import type { Machine } from '../../install/machine.js';
import { aNode } from '../../testing/builders.js';
import { cli, LOGGED_IN } from '../../testing/cli.js';
import { FakeMachine } from '../../testing/fake-machine.js';

const NODE = aNode({ ssh: { host: 'vm', user: null, port: null } });

function aNodeMachine(): FakeMachine {
  const machine = new FakeMachine({ agentDigest: 'a', joinedAs: { nodeId: NODE.id, nodeName: NODE.name } });
  machine.containers = 3;
  return machine;
}

async function uninstall(words: string, machine: Machine | AppError, nodes: readonly NodeInfo[] = [NODE]) {
  const asked: string[] = [];
  const client: Partial<ControlPlaneClient> = {
    listNodes: () => Promise.resolve(nodes),
    detachNode: (node, { environment }) => {
      asked.push(`detach ${node} ${environment}`);
      return Promise.resolve({ node: NODE, changed: true, pendingChanges: [], standaloneServices: [] });
    },
    removeNode: (id) => {
      asked.push(`remove ${id}`);
      return Promise.resolve({ id, name: NODE.name, standaloneServices: [] });
    },
  };
  const openMachine = () => (machine instanceof AppError ? Promise.reject(machine) : Promise.resolve(machine));
  return { ...(await cli(`agent uninstall ${words}`, { env: LOGGED_IN, client, outside: { openMachine } })), asked };
}

describe('agent uninstall', () => {
  it('lets the agent stop what runs, removes it, and forgets the node last', async () => {
    const machine = aNodeMachine();
    const { exitCode, stdout, asked } = await uninstall('prod-1 --yes', machine);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'prod-1 is no node any more.\n' });
    expect(asked).toEqual([`detach ${NODE.id} production`, `remove ${NODE.id}`]);
    expect(machine.changes).toEqual(['stop agent', `remove workloads of ${NODE.id}`, 'remove agent']);
    expect([machine.containers, machine.isClosed]).toEqual([0, true]);
  });

  it('leaves what runs to itself when asked to, and says so', async () => {
    const machine = aNodeMachine();
    const { exitCode, stderr, asked } = await uninstall('prod-1 --keep-workloads --yes', machine);
    expect([exitCode, asked, machine.changes]).toEqual([0, [`remove ${NODE.id}`], ['stop agent', 'remove agent']]);
    expect(stderr).toContain('nothing starts it again');
  });

  it('needs a yes', async () => {
    const machine = aNodeMachine();
    const { exitCode, stderr, asked } = await uninstall('prod-1', machine);
    expect([exitCode, asked, machine.changes]).toEqual([1, [], []]);
    expect(stderr).toContain('run the same command with --yes');
  });

  it('changes nothing when the machine cannot be reached', async () => {
    const gone = new AppError('machine_unreachable', { message: 'ssh does not reach vm; nothing was changed' });
    const { exitCode, stderr, asked } = await uninstall('prod-1 --yes', gone);
    expect([exitCode, asked]).toEqual([1, []]);
    expect(stderr).toContain('ssh does not reach vm; nothing was changed');
  });

  it('is finished by another run, wherever the first broke off', async () => {
    const machine = aNodeMachine();
    machine.removeAgent = () => Promise.reject(new AppError('machine_unreachable', { message: 'broke off' }));
    expect(await uninstall('prod-1 --yes', machine)).toMatchObject({
      exitCode: 1,
      asked: [`detach ${NODE.id} production`],
    });
    const away = aNode({ ...NODE, connection: 'offline', environments: [] });
    const again = await uninstall('prod-1 --yes', aNodeMachine(), [away]);
    expect([again.exitCode, again.asked]).toEqual([0, [`remove ${NODE.id}`]]);
    const cleared = await uninstall('prod-1 --yes', new FakeMachine(), [away]);
    expect([cleared.exitCode, cleared.asked]).toEqual([0, [`remove ${NODE.id}`]]);
  });

  it('clears the machine of a node that was removed, when told which it is', async () => {
    const machine = aNodeMachine();
    expect((await uninstall('prod-1 --yes', machine, [])).stderr).toContain('there is no node "prod-1"');
    const { exitCode, asked } = await uninstall('prod-1 --host vm --yes', machine, []);
    expect([exitCode, asked, machine.changes.at(-1)]).toEqual([0, [], 'remove agent']);
  });
});
