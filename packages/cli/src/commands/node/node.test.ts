import { AppError } from '@devopsellence/core';
import { describe, expect, it } from 'vitest';
import type { Scope } from '../../client/access-client.js';
import type { ChangeLabels, RegisterNode } from '../../client/control-plane-client.js';
import { aNode, anEnvironmentStatus, PRODUCTION } from '../../testing/builders.js';
import { cli, documentsIn, LOGGED_IN, NOW, shop } from '../../testing/cli.js';

const env = LOGGED_IN;
const MEMBER = { node: aNode(), changed: true, pendingChanges: [], standaloneServices: [] };

const registration = {
  joinToken: 'dvo_join_x',
  expiresAt: NOW,
  name: 'prod-1',
  address: 'cp:7443',
  command: 'devopsellence-agent join cp:7443',
};

describe('node rejoin', () => {
  it('prints the line to type, and only that, on stdout', async () => {
    const asked: unknown[] = [];
    const rejoinNode = (...question: unknown[]) => {
      asked.push(question);
      return Promise.resolve(registration);
    };
    expect(await cli('node rejoin prod-1 --expires 15m', { env, client: { rejoinNode } })).toMatchObject({
      exitCode: 0,
      stdout: 'devopsellence-agent join cp:7443\n',
      stderr: 'Type this on the machine. It works once, until 2026-03-01T12:00:00.000Z:\n',
    });
    expect(asked).toEqual([['prod-1', 900_000]]);
  });
});

describe('node register', () => {
  it('prints the line to type, and only that, on stdout', async () => {
    const asked: RegisterNode[] = [];
    const registerNode = (request: RegisterNode) => {
      asked.push(request);
      return Promise.resolve(registration);
    };
    expect(
      await cli('node register --name prod-1 --labels web,worker,web --expires 1h30m', {
        env,
        client: { registerNode },
      }),
    ).toMatchObject({
      exitCode: 0,
      stdout: 'devopsellence-agent join cp:7443\n',
      stderr: 'Type this on the machine. It works once, until 2026-03-01T12:00:00.000Z:\n',
    });
    expect(asked).toEqual([{ name: 'prod-1', labels: ['web', 'worker'], expiresInMs: 5_400_000 }]);
  });

  it('has token, command and expiry in its JSON', async () => {
    const client = { registerNode: () => Promise.resolve(registration) };
    const { stdout, stderr } = await cli('node register --json', { env, client });
    expect(stderr).toBe('');
    expect(documentsIn(stdout)).toEqual([
      {
        ok: true,
        operation: 'node register',
        schema_version: 1,
        message: 'Registered prod-1.',
        findings: [],
        name: 'prod-1',
        join_token: 'dvo_join_x',
        command: 'devopsellence-agent join cp:7443',
        expires_at: '2026-03-01T12:00:00.000Z',
      },
    ]);
  });

  it.each([
    [
      '--expires soon',
      'Error: --expires must be a duration, not "soon"\n  for example 30s, 10m, 1h30m or 90d\nTry: devopsellence node register --help\n',
    ],
    [
      '--expires 0s',
      'Error: --expires must be a duration, not "0s"\n  for example 30s, 10m, 1h30m or 90d\nTry: devopsellence node register --help\n',
    ],
    [
      '--labels ,',
      'Error: --labels needs at least one value, for example --labels web\nTry: devopsellence node register --help\n',
    ],
  ])('%s is a usage error', async (words, stderr) => {
    expect(await cli(`node register ${words}`, { env })).toMatchObject({ exitCode: 2, stdout: '', stderr });
  });
});

describe('node list', () => {
  it('is a table for people', async () => {
    const nodes = [aNode(), aNode({ id: '02', name: 'prod-2', joined: false, environments: [], agentVersion: '' })];
    expect((await cli('node list', { env, client: { listNodes: () => Promise.resolve(nodes) } })).stdout).toBe(
      'NAME    CONNECTION  LABELS  ENVIRONMENTS          AGENT  ID\n' +
        'prod-1  online      web     acme/shop production  0.1.0  01NODE\n' +
        'prod-2  not joined  web     -                     -      02\n',
    );
    const none = await cli('node list', { env, client: { listNodes: () => Promise.resolve([]) } });
    expect(none.stdout).toBe('No nodes yet. Add one: devopsellence node register\n');
  });

  it('has the documented fields in its JSON', async () => {
    const ssh = { host: '203.0.113.7', user: null, port: 2222 };
    const nodes = [aNode({ ssh })];
    const { stdout } = await cli('node list --json', { env, client: { listNodes: () => Promise.resolve(nodes) } });
    expect(documentsIn(stdout)).toMatchObject([
      {
        ok: true,
        nodes: [
          {
            id: '01NODE',
            name: 'prod-1',
            labels: ['web'],
            connection: 'online',
            environments: [PRODUCTION],
            agent_version: '0.1.0',
            ssh,
          },
        ],
      },
    ]);
  });

  it('shows the failure of the control plane with its correlation id', async () => {
    const failure = new AppError('forbidden', {
      message: 'this needs an owner',
      reason: 'the token ci is a viewer',
      nextActions: ['ask an owner'],
      cause: 'correlation id 01CORRELATION',
    });
    const client = { listNodes: () => Promise.reject(failure) };
    expect(await cli('node list', { env, client })).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr:
        'Error: this needs an owner\n  the token ci is a viewer\nTry: ask an owner\ncorrelation id 01CORRELATION\n',
    });
    expect(documentsIn((await cli('node list --json', { env, client })).stdout)).toMatchObject([
      { ok: false, error: { code: 'forbidden', reason: 'the token ci is a viewer', correlation_id: '01CORRELATION' } },
    ]);
  });
});

describe('node attach', () => {
  it('takes the environment from the config, options or variables', async () => {
    const cwd = await shop();
    const asked: unknown[] = [];
    const attachNode = (node: string, environment: unknown) => {
      asked.push([node, environment]);
      return Promise.resolve(MEMBER);
    };
    const result = await cli('node attach prod-1', { cwd, env, client: { attachNode } });
    expect(result).toMatchObject({ exitCode: 0, stdout: 'Attached prod-1 to acme/shop production.\n', stderr: '' });
    await cli('node attach prod-1 --org o --project p --env e', { env, client: { attachNode } });
    expect(asked).toEqual([
      ['prod-1', PRODUCTION],
      ['prod-1', { organization: 'o', project: 'p', environment: 'e' }],
    ]);
  });

  it('finds the organization of a project that exists', async () => {
    const inScopes = (...scopes: readonly Scope[]) => ({
      listScopes: () => Promise.resolve(scopes.map((scope) => ({ scope, createdAt: NOW, nodes: 1 }))),
    });
    const other = { ...PRODUCTION, organization: 'other' };
    const asked: unknown[] = [];
    const status = (environment: unknown) => {
      asked.push(environment);
      return Promise.resolve(anEnvironmentStatus());
    };
    const one = { status, ...inScopes(PRODUCTION) };
    await cli('status --project shop --env staging', { env, client: one });
    expect(asked).toEqual([{ organization: 'acme', project: 'shop', environment: 'staging' }]);
    const two = inScopes(PRODUCTION, other);
    expect(await cli('status --project shop', { env, client: two })).toMatchObject({
      exitCode: 2,
      stderr:
        'Error: --org is missing\n  the project "shop" is in several: acme, other\nTry: devopsellence status --help\n',
    });
  });
});

describe('node detach and node remove', () => {
  const client = {
    detachNode: () => Promise.resolve(MEMBER),
    removeNode: () => Promise.resolve({ id: '01NODE', name: 'prod-1', standaloneServices: [] }),
  };

  it('need --yes where nobody can be asked', async () => {
    const cwd = await shop();
    expect(await cli('node detach prod-1', { cwd, env, client })).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr:
        'Error: Detach prod-1 from acme/shop production and stop what runs there for it: this needs a yes\n' +
        '  nobody can be asked here\nTry: run the same command with --yes\n',
    });
    expect((await cli('node remove prod-1', { cwd, env, client })).exitCode).toBe(1);
    expect((await cli('node detach prod-1 --yes', { cwd, env, client })).stdout).toBe(
      'Detached prod-1 from acme/shop production.\n',
    );
    expect((await cli('node remove prod-1 --yes', { cwd, env, client })).stdout).toBe('Removed prod-1.\n');
  });

  it('ask on a terminal, and take nothing but a yes for one', async () => {
    const question = 'Remove the node prod-1 from the control plane, and what runs on it? [y/N] ';
    const yes = await cli('node remove prod-1', { env, client, isTerminal: true, stdin: ['y', 'es\n'] });
    expect(yes).toMatchObject({ exitCode: 0, stdout: 'Removed prod-1.\n', stderr: question });
    const no = await cli('node remove prod-1', {
      env: { ...env, NO_COLOR: '1' },
      client,
      isTerminal: true,
      stdin: ['\n'],
    });
    expect(no).toMatchObject({ exitCode: 1, stdout: '', stderr: `${question}Error: nothing was changed\n` });
  });
});

describe('standalone services of a node', () => {
  const standaloneServices = ['acme/shop/production redis'];

  it('are told when they went with it, with how they come back', async () => {
    const client = {
      detachNode: () => Promise.resolve({ ...MEMBER, standaloneServices }),
      removeNode: () => Promise.resolve({ id: '01NODE', name: 'prod-1', standaloneServices }),
    };
    const lines =
      '  acme/shop/production redis: deleted with it, its preset and volumes stay\n' +
      'Bring one back elsewhere: devopsellence service restore NAME --node NODE\n';
    const cwd = await shop();
    const detached = await cli('node detach prod-1 --yes', { cwd, env, client });
    expect(detached.stdout).toBe(`Detached prod-1 from acme/shop production.\n${lines}`);
    expect((await cli('node remove prod-1 --yes', { env, client })).stdout).toBe(`Removed prod-1.\n${lines}`);
    const { stdout } = await cli('node remove prod-1 --yes --json', { env, client });
    expect(documentsIn(stdout).at(-1)).toMatchObject({ deleted_services: standaloneServices });
  });

  it('are made anew for what serves their hostnames', async () => {
    const asked: unknown[] = [];
    const setNodeIngress = (...question: unknown[]) => {
      asked.push(question);
      return Promise.resolve({ ...MEMBER, node: aNode({ ingress: 'traefik' }), standaloneServices });
    };
    const client = { setNodeIngress };
    expect((await cli('node set prod-1 --ingress traefik', { env, client })).stdout).toBe(
      'prod-1 now has ingress traefik.\n' +
        '  acme/shop/production redis: its container is replaced, for its labels change\n',
    );
    const { stdout } = await cli('node set prod-1 --ingress traefik --json', { env, client });
    expect(documentsIn(stdout).at(-1)).toMatchObject({ node: { ingress: 'traefik' }, replaced: standaloneServices });
    expect(asked[0]).toEqual(['prod-1', 'traefik']);
    const same = { setNodeIngress: () => Promise.resolve({ ...MEMBER, changed: false }) };
    expect((await cli('node set prod-1 --ingress none', { env, client: same })).stdout).toBe(
      'prod-1 has ingress none already.\n',
    );
  });

  it.each([
    ['node set prod-1', '--ingress is missing'],
    ['node set prod-1 --ingress caddy', '--ingress cannot be "caddy"'],
  ])('are left alone by %s', async (words, message) => {
    const { exitCode, stderr } = await cli(words, { env });
    expect([exitCode, stderr.split('\n')[0]]).toEqual([2, `Error: ${message}`]);
  });
});

describe('node label', () => {
  it.each(['set', 'add', 'remove'] as const)('%s changes labels and shows what is pending', async (operation) => {
    const asked: ChangeLabels[] = [];
    const changeNodeLabels = (change: ChangeLabels) => {
      asked.push(change);
      const pendingChanges = ['redis would be created on prod-1'];
      const node = aNode({ labels: ['web', 'worker'] });
      return Promise.resolve({ node, changed: true, pendingChanges, standaloneServices: [] });
    };
    const result = await cli(`node label ${operation} prod-1 --labels web,worker`, {
      env,
      client: { changeNodeLabels },
    });
    expect(result.stdout).toBe(
      'prod-1 now has web, worker.\n\n' +
        'Pending changes (`devopsellence apply` publishes them):\n  redis would be created on prod-1\n',
    );
    expect(asked).toEqual([{ node: 'prod-1', operation, labels: ['web', 'worker'] }]);
  });

  it('needs labels', async () => {
    expect(await cli('node label set prod-1', { env })).toMatchObject({
      exitCode: 2,
      stderr: 'Error: --labels is missing\nTry: devopsellence node label set prod-1 --labels web,worker\n',
    });
  });

  it('lists the labels of all nodes, or of one', async () => {
    const nodes = [aNode(), aNode({ id: '02', name: 'prod-2', labels: ['web', 'worker'] })];
    const client = { listNodes: () => Promise.resolve(nodes) };
    expect((await cli('node label list', { env, client })).stdout).toBe(
      'NAME    LABELS\nprod-1  web\nprod-2  web,worker\n',
    );
    expect((await cli('node label list prod-2', { env, client })).stdout).toBe('NAME    LABELS\nprod-2  web,worker\n');
    expect(await cli('node label list prd-2', { env, client })).toMatchObject({
      exitCode: 1,
      stderr:
        'Error: there is no node "prd-2"\nTry: devopsellence node label list prod-2\nTry: devopsellence node list\n',
    });
  });
});
