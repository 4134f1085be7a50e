import { join } from 'node:path';
import { AppError } from '@devopsellence/core';
import { describe, expect, it } from 'vitest';
import type { ControlPlaneClient } from '../../client/control-plane-client.js';
import { readContexts } from '../../context/contexts.js';
import { aNode, anIdentity } from '../../testing/builders.js';
import { cli, documentsIn, folder, NOW, TOKEN } from '../../testing/cli.js';
import { FakeControlPlane } from '../../testing/fake-control-plane.js';
import { FakeMachine } from '../../testing/fake-machine.js';

/** A machine that may become all there is, and the home of who makes it that. */
async function aSolo(machine = new FakeMachine()) {
  const controlPlane = new FakeControlPlane(TOKEN);
  const home = await folder();
  const cwd = await folder({ agent: '#! the agent', 'control-plane': '#! the control plane' });
  const asked: string[] = [];
  const node = () =>
    aNode({
      name: 'solo',
      environments: [],
      joined: machine.facts.joinedAs !== null,
      connection: machine.changes.at(-1) === 'stop agent' ? 'offline' : 'online',
      lastSeenAt: NOW + 1,
    });
  const client: Partial<ControlPlaneClient> = {
    whoAmI: () => Promise.resolve(anIdentity({ at: NOW })),
    listNodes: () => Promise.resolve(asked.includes('register solo web,worker') ? [node()] : []),
    registerNode: ({ name, labels }) => {
      asked.push(`register ${name} ${labels?.join(',')}`);
      machine.facts = { ...machine.facts, joinedAs: { nodeId: '01NODE', nodeName: 'solo' }, runsInstalled: true };
      const place = { joinToken: 'T', address: '127.0.0.1:7443', command: 'devopsellence-agent join' };
      return Promise.resolve({ ...place, expiresAt: NOW, name: name ?? '' });
    },
    removeNode: (id) => {
      asked.push(`remove ${id}`);
      return Promise.resolve({ id, standaloneServices: [], name: 'solo' });
    },
  };
  const run = (words: string) => {
    const files = `--binary ${join(cwd, 'agent')} --control-plane ${join(cwd, 'control-plane')}`;
    const outside = { openHere: () => Promise.resolve({ machine, controlPlane }) };
    const line = words.startsWith('solo up') ? `${words} ${files}` : words;
    return cli(line, { env: { DEVOPSELLENCE_STATE_HOME: home }, client, outside, cwd });
  };
  return { machine, controlPlane, asked, run, contexts: () => readContexts(home) };
}

const INSTALLED = ['place agent', 'join 127.0.0.1:7443 with T', 'start agent', 'record that it works'];

describe('solo up', () => {
  it('makes a machine control plane and node, and logs in', async () => {
    const { machine, controlPlane, asked, run, contexts } = await aSolo();
    const { exitCode, stdout, stderr } = await run('solo up');
    expect([exitCode, stderr]).toMatchObject([0, expect.stringContaining('started the control plane as a service')]);
    expect(stdout).toBe('This machine is a control plane at 127.0.0.1:7443, and its node solo. The context is solo.\n');
    expect(controlPlane.changes).toEqual(['place control plane', 'start control plane']);
    expect([machine.changes, asked]).toEqual([INSTALLED, ['register solo web,worker']]);
    expect(await contexts()).toMatchObject({ current: 'solo' });
  });

  it('changes nothing when it is done already', async () => {
    const { machine, controlPlane, run } = await aSolo();
    await run('solo up');
    const [before, beforeHere] = [[...controlPlane.changes], [...machine.changes]];
    expect((await run('solo up')).exitCode).toBe(0);
    expect([controlPlane.changes, machine.changes]).toEqual([before, beforeHere]);
  });

  it('can be reached by others when asked to', async () => {
    const { controlPlane, run, contexts } = await aSolo();
    expect((await run('solo up --advertise cp.example.com')).exitCode).toBe(0);
    expect(controlPlane.changes[0]).toBe('advertise cp.example.com');
    expect((await contexts()).byName.get('solo')?.server).toBe('cp.example.com:7443');
  });

  it('says what runs without systemd', async () => {
    const { run } = await aSolo(new FakeMachine({ hasSystemd: false }));
    expect(documentsIn((await run('solo up --json')).stdout).at(-1)).toMatchObject({
      event: 'result',
      runs_as: 'background',
      findings: [{ code: 'agent_without_systemd' }],
    });
  });

  it('changes nothing when something is missing', async () => {
    const { machine, controlPlane, run } = await aSolo(new FakeMachine({ engineVersion: null }));
    expect((await run('solo up')).exitCode).toBe(1);
    expect([controlPlane.changes, machine.changes]).toEqual([[], []]);
  });

  it('shows the log of a control plane that does not serve', async () => {
    const { controlPlane, machine, run } = await aSolo();
    controlPlane.start = () => Promise.resolve();
    const { exitCode, stderr } = await run('solo up');
    expect([exitCode, machine.changes]).toEqual([1, []]);
    expect(stderr).toContain('address in use');
  });

  it('refuses a host that is none', async () => {
    const { controlPlane, run } = await aSolo();
    expect((await run('solo up --advertise a;b')).exitCode).toBe(2);
    expect(controlPlane.changes).toEqual([]);
  });
});

describe('solo status', () => {
  it('says what is there and what runs', async () => {
    const { controlPlane, run } = await aSolo();
    await run('solo up');
    expect(await run('solo status')).toMatchObject({
      exitCode: 0,
      stdout: 'PROGRAM        STATE    IS\ncontrol plane  running  127.0.0.1:7443\nagent          running  node solo\n',
      stderr: '',
    });
    await controlPlane.stop();
    expect(documentsIn((await run('solo status --json')).stdout)).toMatchObject([
      {
        ok: true,
        control_plane: { installed: true, runs: false },
        agent: { installed: true, runs: true, node: 'solo' },
        findings: [{ code: 'solo_not_running', next_actions: ['devopsellence solo up'] }],
      },
    ]);
  });

  it('says that nothing is there', async () => {
    const machine = new FakeMachine();
    machine.agentProcess = () => Promise.resolve(null);
    const { run } = await aSolo(machine);
    const { stdout } = await run('solo status');
    expect(stdout).toContain('control plane  not installed');
    expect(stdout).toContain('agent          not installed  -');
  });
});

describe('solo down', () => {
  it('removes node and control plane, and the context', async () => {
    const { machine, controlPlane, asked, run, contexts } = await aSolo();
    await run('solo up');
    expect((await run('solo down')).exitCode).toBe(1);
    const { exitCode } = await run('solo down --yes');
    expect([exitCode, asked.at(-1)]).toEqual([0, 'remove 01NODE']);
    expect(machine.changes.slice(-3)).toEqual(['stop agent', 'remove workloads of 01NODE', 'remove agent']);
    expect(controlPlane.changes.slice(-2)).toEqual(['stop control plane', 'remove control plane']);
    expect(await contexts()).toEqual({ current: null, byName: new Map() });
  });

  it('leaves what runs to itself when asked to', async () => {
    const { machine, run } = await aSolo();
    await run('solo up');
    expect((await run('solo down --keep-workloads --yes')).exitCode).toBe(0);
    expect(machine.changes.slice(-2)).toEqual(['stop agent', 'remove agent']);
  });

  it('starts the control plane once more when the agent is there still', async () => {
    const { controlPlane, run } = await aSolo();
    await run('solo up');
    await controlPlane.stop();
    expect((await run('solo down --yes')).exitCode).toBe(0);
    expect(controlPlane.changes.slice(-4)).toEqual([
      'stop control plane',
      'start control plane',
      'stop control plane',
      'remove control plane',
    ]);
  });

  it('removes both also when the control plane does not serve any more', async () => {
    const { machine, controlPlane, run } = await aSolo();
    await run('solo up');
    await controlPlane.stop();
    controlPlane.start = () =>
      Promise.reject(new AppError('control_plane_unavailable', { message: 'it does not start' }));
    const { exitCode, stderr } = await run('solo down --yes');
    expect([exitCode, stderr]).toEqual([
      0,
      expect.stringContaining('it does not start: what runs here is stopped without it'),
    ]);
    expect(machine.changes.slice(-3)).toEqual(['stop agent', 'remove workloads of 01NODE', 'remove agent']);
    expect(controlPlane.changes.slice(-2)).toEqual(['stop control plane', 'remove control plane']);
  });
});
