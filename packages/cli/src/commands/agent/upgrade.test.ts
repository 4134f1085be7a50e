import { join } from 'node:path';
import { AppError } from '@devopsellence/core';
import { describe, expect, it } from 'vitest';
import type { ControlPlaneClient } from '../../client/control-plane-client.js';
import type { NodeInfo } from '../../client/names.js';
import type { SshTarget } from '../../install/ssh-target.js';
import { aNode, anIdentity } from '../../testing/builders.js';
import { cli, documentsIn, folder, LOGGED_IN, NOW } from '../../testing/cli.js';
import { unavailable } from '../../testing/fake-client.js';
import { FakeIo } from '../../testing/fake-io.js';
import { FakeMachine } from '../../testing/fake-machine.js';

/** A node with its machine. */
interface Member {
  readonly node: NodeInfo;
  readonly machine: FakeMachine;
}

function member(name: string, { connection = 'online' as const, ...more }: Partial<NodeInfo> = {}): Member {
  const node = aNode({ id: `01${name}`, name, connection, ssh: { host: name, user: 'root', port: null }, ...more });
  const joinedAs = { nodeId: node.id, nodeName: name };
  const machine = new FakeMachine({ agentDigest: 'old', runsInstalled: connection === 'online', joinedAs });
  machine.version = '0.2.0';
  return { node, machine };
}

/** What the control plane sees of it: its agent as it was started last; nothing while an agent runs that never connects. */
function seen({ node, machine }: Member, broken: readonly string[]): NodeInfo {
  const { changes } = machine;
  const starts = changes.filter((change) => change === 'start agent').length;
  if (starts === 0) return node;
  const isNew = !changes.includes('put back');
  const lastSeenAt = NOW + starts;
  if (isNew && broken.includes(node.name)) return { ...node, connection: 'stale' };
  return { ...node, connection: 'online', lastSeenAt, agentVersion: isNew ? machine.version : node.agentVersion };
}

interface Fleet {
  readonly members: readonly Member[];
  /** Names of the nodes on which the new agent never connects. */
  readonly broken?: readonly string[];
  /** Done whenever the nodes are looked at after the new agent was started. */
  readonly whileWaiting?: (io: FakeIo) => void;
}

async function upgrade(words: string, { members, broken = [], whileWaiting = () => undefined }: Fleet) {
  const targets: SshTarget[] = [];
  const kept: unknown[] = [];
  const cwd = await folder({ agent: '#! the new program' });
  const io = new FakeIo({ cwd, env: { ...LOGGED_IN, DEVOPSELLENCE_STATE_HOME: cwd } });
  const client: Partial<ControlPlaneClient> = {
    whoAmI: () => Promise.resolve(anIdentity({ at: NOW })),
    listNodes: () => {
      if (members.some(({ machine }) => machine.changes.includes('start agent'))) whileWaiting(io);
      return Promise.resolve(members.map((each) => seen(each, broken)));
    },
    setSshAddress: (node, ssh) => {
      kept.push([node, ssh]);
      return Promise.resolve({ node: aNode(), changed: true, pendingChanges: [], standaloneServices: [] });
    },
  };
  const openMachine = (target: SshTarget) => {
    targets.push(target);
    const found = members.find(({ node }) => node.ssh?.host === target.host || target.host === 'given');
    return found === undefined
      ? Promise.reject(new Error(`nothing at ${target.host}`))
      : Promise.resolve(found.machine);
  };
  const line = `agent upgrade ${words} --binary ${join(cwd, 'agent')}`;
  return { ...(await cli(line, { io, client, outside: { openMachine }, cwd })), targets, kept };
}

const UPGRADED = ['place agent, keep the one before', 'start agent', 'record that it works'];

describe('agent upgrade of one node', () => {
  it('replaces the agent of the machine that is known, and waits for it', async () => {
    const one = member('prod-1');
    const { exitCode, stdout, targets, kept } = await upgrade('prod-1', { members: [one] });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'prod-1 runs agent 0.2.0, before 0.1.0.\n' });
    expect(targets).toEqual([{ host: 'prod-1', user: 'root', port: null, key: null }]);
    expect([one.machine.changes, one.machine.isClosed, kept]).toEqual([UPGRADED, true, []]);
  });

  it('keeps how a machine is reached once that was right', async () => {
    const one = member('prod-1', { ssh: null });
    const { exitCode, kept } = await upgrade('prod-1 --host given --port 2222', { members: [one] });
    expect([exitCode, kept]).toEqual([0, [['01prod-1', { host: 'given', user: null, port: 2222 }]]]);
    const wrong = member('prod-1');
    wrong.machine.facts = { ...wrong.machine.facts, joinedAs: null };
    const refused = await upgrade('prod-1 --host given', { members: [wrong] });
    expect([refused.exitCode, refused.kept, wrong.machine.changes]).toEqual([1, [], []]);
  });

  it('touches nothing where the same agent runs', async () => {
    const one = member('prod-1');
    await upgrade('prod-1', { members: [one] });
    one.machine.changes.length = 0;
    const again = await upgrade('prod-1', { members: [one] });
    expect([again.exitCode, again.stdout]).toEqual([
      0,
      'prod-1 runs this agent, 0.1.0, already; nothing was changed.\n',
    ]);
    expect(one.machine.changes).toEqual([]);
  });

  it('goes back when the new agent does not connect, and says why', async () => {
    const one = member('prod-1');
    const { exitCode, stderr } = await upgrade('prod-1 --timeout 10s', { members: [one], broken: ['prod-1'] });
    expect(exitCode).toBe(1);
    expect(one.machine.changes).toEqual(['place agent, keep the one before', 'start agent', 'put back', 'start agent']);
    expect(stderr).toContain('Error: the new agent does not work on prod-1; the one from before is back');
    expect(stderr).toContain('prod-1 did not come online with agent 0.2.0 within 10 s');
    expect(stderr).toContain('no route to host');
  });

  it('goes back when the new agent connects, but ends again and again', async () => {
    const one = member('prod-1');
    one.machine.dies = true;
    const { exitCode, stderr } = await upgrade('prod-1', { members: [one] });
    expect([exitCode, one.machine.changes.slice(-2)]).toEqual([1, ['put back', 'start agent']]);
    expect(stderr).toContain('prod-1 came online with agent 0.2.0, but that ended again');
  });

  it('says what to do when it was interrupted', async () => {
    const one = member('prod-1');
    const whileWaiting = (io: FakeIo) => io.pressCtrlC();
    const { exitCode, stderr } = await upgrade('prod-1', { members: [one], broken: ['prod-1'], whileWaiting });
    expect(exitCode).toBe(130);
    expect(stderr).toContain('interrupted before prod-1 was seen online with the new agent');
    expect(one.machine.changes).toEqual(['place agent, keep the one before', 'start agent']);
  });

  it('waits for a control plane that is away for a moment', async () => {
    const one = member('prod-1');
    let calls = 0;
    const whileWaiting = () => {
      calls += 1;
      if (calls < 5) throw unavailable();
    };
    expect((await upgrade('prod-1', { members: [one], whileWaiting })).exitCode).toBe(0);
    expect(one.machine.changes).toEqual(UPGRADED);
  });

  it('says that nothing was touched when the new agent does not run there', async () => {
    const one = member('prod-1');
    const evidence = ['exec format error'];
    one.machine.refuses = new AppError('machine_unsuitable', { message: 'could not put it there', evidence });
    const { exitCode, stderr } = await upgrade('prod-1', { members: [one] });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('the new agent cannot run on prod-1; the one from before was not touched\n  exec format');
    expect(one.machine.changes).toEqual([]);
  });
});

describe('agent upgrade --all', () => {
  const three = () => [member('n1', { connection: 'offline' }), member('n2'), member('n3')] as const;

  it('upgrades all nodes, those that are online first', async () => {
    const members = three();
    const { exitCode, stdout, targets } = await upgrade('--all --ssh-key /k', { members });
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: ['n2', 'n3', 'n1'].map((name) => `${name} runs agent 0.2.0, before 0.1.0.\n`).join(''),
    });
    expect(targets.map(({ host, key }) => [host, key])).toEqual([
      ['n2', '/k'],
      ['n3', '/k'],
      ['n1', '/k'],
    ]);
  });

  it('begins with no other wave once a node has failed, and says what was done and what not', async () => {
    const members = [member('n1'), member('n2'), member('n3'), member('n4')];
    const fleet = { members, broken: ['n2'] };
    const { exitCode, stdout } = await upgrade('--all --max-unavailable 2 --timeout 5s --json', fleet);
    expect(exitCode).toBe(1);
    expect(documentsIn(stdout).at(-1)).toMatchObject({
      event: 'error',
      ok: false,
      error: { code: 'upgrade_failed', message: 'stopped at n2' },
      nodes: [
        { name: 'n1', outcome: 'upgraded', from: '0.1.0', to: '0.2.0' },
        { name: 'n2', outcome: 'failed', code: 'upgrade_failed' },
        { name: 'n3', outcome: 'not_tried' },
        { name: 'n4', outcome: 'not_tried' },
      ],
    });
    expect(members.map(({ machine }) => machine.changes.includes('place agent, keep the one before'))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('begins with none while a machine is not known', async () => {
    const members = [member('n1'), member('n2', { ssh: null })];
    const { exitCode, stderr, targets } = await upgrade('--all', { members });
    expect([exitCode, targets]).toEqual([1, []]);
    expect(stderr).toContain('nobody has said how these machines are reached: n2; nothing was changed');
    expect(stderr).toContain('Try: devopsellence agent upgrade n2 --host HOST');
  });
});

it.each([
  ['agent upgrade', 'either the NAME of a node or --all is needed'],
  ['agent upgrade prod-1 --all', 'either the NAME of a node or --all is needed'],
  ['agent upgrade --all --host vm', '--host is for one node'],
  ['agent upgrade prod-1 --binary /nowhere', 'there is no file /nowhere'],
])('%s is refused before anything is reached', async (words, message) => {
  const { exitCode, stderr } = await cli(words, { env: LOGGED_IN });
  expect(exitCode).not.toBe(0);
  expect(stderr).toContain(message);
});
