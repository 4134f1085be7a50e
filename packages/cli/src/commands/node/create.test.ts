import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ControlPlaneClient } from '../../client/control-plane-client.js';
import type { NodeInfo } from '../../client/names.js';
import { aNode, anIdentity } from '../../testing/builders.js';
import { cli, documentsIn, folder, LOGGED_IN, NOW } from '../../testing/cli.js';
import { FakeMachine } from '../../testing/fake-machine.js';

const AGENT = { agent: '#! the program', text: 'no program' };

interface World {
  readonly machine: FakeMachine;
  readonly nodes?: readonly NodeInfo[];
  /** Whether the agent connects once it was started. */
  readonly connects?: boolean;
}

async function create(words: string, { machine, nodes = [], connects = true }: World) {
  let known = [...nodes];
  const asked: string[] = [];
  const client: Partial<ControlPlaneClient> = {
    listNodes: () => {
      const isUp = connects && machine.changes.includes('start agent');
      return Promise.resolve(known.map((node) => (isUp ? { ...node, joined: true, connection: 'online' } : node)));
    },
    whoAmI: () => Promise.resolve(anIdentity({ at: NOW })),
    registerNode: ({ name, labels }) => {
      asked.push(`register ${name} ${labels?.join(',')}`);
      known = [...known, aNode({ name: name ?? '', joined: false, connection: 'offline' })];
      const place = { joinToken: 'T', address: 'cp:7443', command: 'devopsellence-agent join' };
      return Promise.resolve({ ...place, expiresAt: NOW, name: name ?? '' });
    },
    removeNode: (id) => {
      asked.push(`remove ${id}`);
      known = known.filter((node) => node.id !== id);
      return Promise.resolve({ id, name: '', standaloneServices: [] });
    },
    setSshAddress: (name, { host, user, port }) => {
      asked.push(`ssh ${name} ${user}@${host}:${port}`);
      return Promise.resolve({ node: aNode(), changed: true, pendingChanges: [], standaloneServices: [] });
    },
    attachNode: (name, { environment }) => {
      asked.push(`attach ${name} ${environment}`);
      return Promise.resolve({ node: aNode(), changed: true, pendingChanges: [], standaloneServices: [] });
    },
  };
  const cwd = await folder(AGENT);
  const outside = { openMachine: () => Promise.resolve(machine) };
  const line = `node create prod-1 --host vm --binary ${join(cwd, 'agent')} ${words}`.trim();
  return { ...(await cli(line, { env: LOGGED_IN, client, outside, cwd })), asked };
}

describe('node create', () => {
  it('makes a new machine a node', async () => {
    const machine = new FakeMachine();
    const { exitCode, stdout, stderr, asked } = await create('--labels web,ssd', { machine });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'prod-1 is online.\n' });
    expect(asked).toEqual(['register prod-1 web,ssd', 'ssh prod-1 null@vm:null']);
    expect(machine.changes).toEqual(['place agent', 'join cp:7443 with T', 'start agent', 'record that it works']);
    expect(stderr).toContain(
      'prod-1: checked root@vm: Debian GNU/Linux 12 (bookworm), x86_64, Docker 20.10.24, systemd',
    );
    expect(machine.isClosed).toBe(true);
  });

  it('changes nothing when something is missing', async () => {
    const machine = new FakeMachine({ engineVersion: null });
    const { exitCode, asked } = await create('', { machine });
    expect({ exitCode, asked, changes: machine.changes }).toEqual({ exitCode: 1, asked: [], changes: [] });
    expect(machine.isClosed).toBe(true);
  });

  it('installs Docker before anything else when asked to', async () => {
    const machine = new FakeMachine({ engineVersion: null });
    expect((await create('--install-docker', { machine })).exitCode).toBe(0);
    expect(machine.changes[0]).toBe('install docker');
  });

  it('registers anew, with labels and environments, what an earlier run left unjoined', async () => {
    const left = aNode({ joined: false, connection: 'offline', labels: ['ssd'] });
    const { asked } = await create('', { machine: new FakeMachine(), nodes: [left] });
    expect(asked.slice(0, -1)).toEqual([`remove ${left.id}`, 'register prod-1 ssd', 'attach prod-1 production']);
  });

  it('replaces the agent of a node that is online, as an upgrade does', async () => {
    const joinedAs = { nodeId: '01NODE', nodeName: 'prod-1' };
    const machine = new FakeMachine({ joinedAs, agentDigest: 'other', runsInstalled: true });
    const node = aNode({ lastSeenAt: NOW + 1 });
    expect((await create('', { machine, nodes: [node] })).exitCode).toBe(0);
    expect(machine.changes).toEqual(['place agent, keep the one before', 'start agent', 'record that it works']);
  });

  it('attaches to the environment that is named', async () => {
    const { asked } = await create('--attach --org acme --project shop --env staging', { machine: new FakeMachine() });
    expect(asked.at(-1)).toBe('attach prod-1 staging');
  });

  it('says what runs without systemd', async () => {
    const { stdout } = await create('--json', { machine: new FakeMachine({ hasSystemd: false }) });
    expect(documentsIn(stdout).at(-1)).toMatchObject({
      event: 'result',
      runs_as: 'background',
      findings: [{ code: 'agent_without_systemd' }],
    });
  });

  it('shows the log of an agent that does not connect', async () => {
    const { exitCode, stderr } = await create('', { machine: new FakeMachine(), connects: false });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('no route to host');
  });

  it.each([
    ['node create prod-1', '--host is needed'],
    ['node create prod-1 --host -oProxyCommand=id', '--host'],
    ['node create prod-1 --host vm --binary /nowhere', 'there is no file /nowhere'],
    ['node create prod-1 --host vm', 'there is no devopsellence-agent in /opt/devopsellence'],
    // A shell would run it line by line.
    ['node create prod-1 --host vm --binary text', 'text is no program'],
  ])('%s is refused before anything is reached', async (words, message) => {
    const { exitCode, stderr } = await cli(words, { env: LOGGED_IN, cwd: await folder(AGENT) });
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain(message);
  });
});
