import { AppError } from '@devopsellence/core';
import { VERSION } from '@devopsellence/runtime';
import { describe, expect, it } from 'vitest';
import type { ControlPlaneClient } from '../client/control-plane-client.js';
import type { FleetNode, FleetStatus } from '../client/status.js';
import { aControlPlane, aDiagnosed, aNode, anEnvironmentStatus, anIdentity, aService } from '../testing/builders.js';
import { cli, documentsIn, LOGGED_IN, NOW, programs, shop } from '../testing/cli.js';

const DOCKER = programs({ 'docker version': { stdout: '24.0.0 24.0.0\n' }, 'docker buildx': {} }).run;

function aFleet(nodes: readonly FleetNode[]): FleetStatus {
  return { online: nodes.length, stale: 0, offline: 0, services: {}, nodes, environments: [] };
}

function aFleetNode(name: string, overrides: Partial<FleetNode> = {}): FleetNode {
  const node = aNode({ id: `id-${name}`, name, agentVersion: VERSION });
  return { node, revision: 3, observedRevision: 3, engineError: '', services: [], ...overrides };
}

function aClient(role: string, nodes: readonly FleetNode[], more: Partial<ControlPlaneClient> = {}) {
  const client: Partial<ControlPlaneClient> = {
    whoAmI: () => Promise.resolve(anIdentity({ tokenName: 'ops', role, controlPlaneVersion: VERSION, at: NOW })),
    fleetStatus: () => Promise.resolve(aFleet(nodes)),
    status: () => Promise.resolve(anEnvironmentStatus()),
    diagnoseControlPlane: () => Promise.resolve(aControlPlane()),
    diagnoseNode: ({ node }) => Promise.resolve(aDiagnosed({ node: aNode({ name: node }) })),
    ...more,
  };
  return client;
}

async function doctor(words: string, client: Partial<ControlPlaneClient>) {
  const result = await cli(words, { cwd: await shop(), env: LOGGED_IN, client, outside: { runProgram: DOCKER } });
  return { ...result, document: () => documentsIn(result.stdout)[0] };
}

describe('doctor', () => {
  it('finds nothing where everything is in order', async () => {
    const { exitCode, stdout, stderr } = await doctor('doctor', aClient('owner', [aFleetNode('prod-1')]));
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('Nothing found.');
    expect(stdout).toMatch(/looked at +environment acme\/shop production/);
  });

  it('puts the worst first, with what to do, and ends with 1', async () => {
    const low = { severity: 'warning', code: 'disk_low', message: 'low', nextActions: ['df -h'] } as const;
    const down = { severity: 'error', code: 'engine_unavailable', message: 'down', nextActions: ['start it'] } as const;
    const client = aClient('owner', [aFleetNode('prod-1')], {
      diagnoseControlPlane: () => Promise.resolve(aControlPlane({ findings: [low] })),
      diagnoseNode: () => Promise.resolve(aDiagnosed({ findings: [down] })),
    });
    const { exitCode, stderr } = await doctor('doctor', client);
    expect(exitCode).toBe(1);
    expect(stderr).toBe('Problem: down\n  Try: start it\nWarning: low\n  Try: df -h\n');
    const { document } = await doctor('doctor --json', client);
    expect(document()).toMatchObject({
      operation: 'doctor',
      healthy: false,
      findings: [{ code: 'engine_unavailable' }, { code: 'disk_low' }],
      nodes: [{ name: 'prod-1', errors: 1 }],
    });
  });

  it('tells of the others when one node does not answer', async () => {
    const client = aClient('owner', [aFleetNode('n1'), aFleetNode('n2')], {
      diagnoseNode: ({ node }) =>
        node === 'id-n1'
          ? Promise.reject(new AppError('control_plane_unavailable', { message: 'too late' }))
          : Promise.resolve(aDiagnosed({ node: aNode({ name: 'n2' }) })),
    });
    const { exitCode, document } = await doctor('doctor --json', client);
    expect(exitCode).toBe(1);
    expect(document()).toMatchObject({
      findings: [{ code: 'node_not_answering', message: 'node n1 could not be asked: too late' }],
      nodes: [{ name: 'n1', not_answered: 'too late' }, { name: 'n2' }],
    });
  });

  it('sees with a lesser token what the control plane knows, and says what it did not see', async () => {
    const crashing = aService({ name: 'web', state: 'backing_off', restarts: 7 });
    const environment = { organization: 'acme', project: 'shop', environment: 'production' };
    const nodes = [aFleetNode('prod-1', { services: [{ environment, service: crashing }] })];
    const client = aClient('viewer', nodes, {
      diagnoseControlPlane: () => Promise.reject(new AppError('forbidden', { message: 'no' })),
      diagnoseNode: () => Promise.reject(new AppError('forbidden', { message: 'no' })),
    });
    const { exitCode, document } = await doctor('doctor --json', client);
    expect(exitCode).toBe(1);
    expect(document()).toMatchObject({ findings: [{ code: 'service_crash_looping' }, { code: 'not_all_seen' }] });
  });

  it('does not ask a node that is offline', async () => {
    const offline = aFleetNode('n1', { node: aNode({ name: 'n1', connection: 'offline' }) });
    const client = aClient('owner', [offline], { diagnoseNode: () => Promise.reject(new Error('asked')) });
    expect((await doctor('doctor --json', client)).document()).toMatchObject({ findings: [{ code: 'node_offline' }] });
  });

  it('looks at the nodes of the environment here, or at all of them', async () => {
    const elsewhere = aFleetNode('other', { node: aNode({ name: 'other', environments: [] }) });
    const client = aClient('owner', [aFleetNode('prod-1'), elsewhere]);
    expect((await doctor('doctor --json', client)).document()).toMatchObject({ nodes: [{}] });
    expect((await doctor('doctor --fleet --json', client)).document()).toMatchObject({ nodes: [{}, {}] });
  });

  it('is of use where nobody has logged in', async () => {
    const result = await cli('doctor --json', { cwd: await shop() });
    expect(result.exitCode).toBe(1);
    expect(documentsIn(result.stdout)[0]).toMatchObject({
      local: { config: 'devopsellence.yml' },
      control_plane: null,
      findings: [{ code: 'not_logged_in' }, { code: 'docker_missing' }],
    });
  });

  it('names what is not published and a deployment that failed', async () => {
    const deployment = { ...anEnvironmentStatus().deployment, state: 'failed', reason: 'web is not ready' } as const;
    const status = { ...anEnvironmentStatus(), pendingChanges: ['labels of prod-1'], nodes: [], deployment };
    const client = aClient('owner', [], { status: () => Promise.resolve(status as never) });
    expect((await doctor('doctor --json', client)).document()).toMatchObject({
      findings: [{ code: 'no_nodes_attached' }, { code: 'deployment_failed' }, { code: 'pending_changes' }],
    });
  });
});
