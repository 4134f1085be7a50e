import { AppError } from '@devopsellence/core';
import { describe, expect, it } from 'vitest';
import type { Scope } from '../client/access-client.js';
import { cli, documentsIn, folder, LOGGED_IN, NOW, SHOP_CONFIG, TOKEN } from '../testing/cli.js';

const NONE = { organization: null, project: null, environment: null };
const ENTRIES = [
  { organization: 'acme' },
  { organization: 'acme', project: 'shop' },
  { organization: 'acme', project: 'shop', environment: 'production' },
  { organization: 'acme', project: 'shop', environment: 'staging' },
  { organization: 'other' },
  { organization: 'other', project: 'store' },
].map((names, nodes) => ({ scope: { ...NONE, ...names }, createdAt: NOW - 3_600_000, nodes }));

const listScopes = () => Promise.resolve(ENTRIES);
const whoAmI = () => {
  return Promise.resolve({
    tokenName: 'o',
    role: 'owner',
    controlPlaneVersion: '0.1.0',
    scope: NONE,
    expiresAt: null,
    at: null,
  });
};

/** Somebody logged in, in a folder without a config unless one is given. */
async function loggedIn(files: Readonly<Record<string, string>> = {}) {
  const env = { DEVOPSELLENCE_STATE_HOME: await folder() };
  const cwd = await folder(files);
  const asked: unknown[] = [];
  const client = {
    whoAmI,
    listScopes,
    deleteScope: (scope: Scope) => {
      asked.push(scope);
      return Promise.resolve();
    },
    createScope: (scope: Scope) => {
      asked.push(scope);
      return Promise.resolve(true);
    },
    listSecrets: (environment: unknown) => {
      asked.push(environment);
      return Promise.resolve([]);
    },
  };
  const type = (words: string) => cli(words, { env, cwd, client });
  await type(`login cp:7443 --token ${TOKEN}`);
  return { type, asked };
}

describe('org, project and env list', () => {
  it('show what is there, of one kind, with a star at what was chosen', async () => {
    const { type } = await loggedIn();
    await type('env use staging --org acme --project shop');
    expect((await type('env list')).stdout).toBe(
      '   ORGANIZATION  PROJECT  ENVIRONMENT  NODES  MADE\n' +
        '   acme          shop     production   2      1 hour ago\n' +
        '*  acme          shop     staging      3      1 hour ago\n',
    );
    expect((await type('project list --org acme')).stdout).toBe(
      '   ORGANIZATION  PROJECT  NODES  MADE\n*  acme          shop     1      1 hour ago\n',
    );
    expect(documentsIn((await type('org list --json')).stdout)).toMatchObject([
      {
        ok: true,
        operation: 'org list',
        organizations: [
          { organization: 'acme', project: null, environment: null, nodes: 0, default: true },
          { organization: 'other', created_at: '2026-03-01T11:00:00.000Z', default: false },
        ],
      },
    ]);
  });

  it('say what to do where there is none', async () => {
    const client = { listScopes: () => Promise.resolve([]) };
    expect((await cli('project list', { env: LOGGED_IN, client })).stdout).toBe(
      'No projects yet. Make one: devopsellence project create NAME\n',
    );
  });
});

describe('org, project and env create', () => {
  it('take what it is in from options, the config, or what was chosen', async () => {
    const { type, asked } = await loggedIn();
    expect((await type('env create review --org acme --project blog')).stdout).toBe(
      'Made the environment acme/blog/review.\n',
    );
    await type('org use other');
    await type('project create wiki');
    await type('org create new');
    const inApp = await loggedIn({ 'devopsellence.yml': SHOP_CONFIG });
    await inApp.type('org use other');
    await inApp.type('env create review');
    expect([...asked, ...inApp.asked]).toEqual([
      { organization: 'acme', project: 'blog', environment: 'review' },
      { organization: 'other', project: 'wiki', environment: null },
      { organization: 'new', project: null, environment: null },
      { organization: 'acme', project: 'shop', environment: 'review' },
    ]);
  });

  it('refuse an option that would be overheard', async () => {
    const { type, asked } = await loggedIn();
    expect(await type('project create shop --org acme --env staging')).toMatchObject({
      exitCode: 2,
      stderr:
        'Error: --env says nothing here\n  the project is named by the argument\nTry: devopsellence project create --help\n',
    });
    expect(asked).toEqual([]);
  });

  it('say when there was nothing to do', async () => {
    const client = { createScope: () => Promise.resolve(false) };
    expect(documentsIn((await cli('org create acme --json', { env: LOGGED_IN, client })).stdout)).toMatchObject([
      { ok: true, message: 'There is the organization acme already.', organization: 'acme', changed: false },
    ]);
  });
});

describe('org, project and env delete', () => {
  it('need a yes where nobody can be asked', async () => {
    const { type, asked } = await loggedIn();
    const words = 'env delete staging --org acme --project shop';
    expect(await type(words)).toMatchObject({
      exitCode: 1,
      stderr:
        'Error: Delete the environment acme/shop/staging: this needs a yes\n  nobody can be asked here\n' +
        'Try: run the same command with --yes\n',
    });
    expect(asked).toEqual([]);
    expect((await type(`${words} --yes`)).stdout).toBe('Deleted the environment acme/shop/staging.\n');
    expect(asked).toEqual([{ organization: 'acme', project: 'shop', environment: 'staging' }]);
  });

  it.each([
    ['env delete staging --org acme --project shop', 'acme/shop'],
    ['env delete production --org acme --project shop', 'acme/shop/staging'],
    ['project delete shop --org acme', 'acme'],
    ['project delete store --org other', 'acme/shop/staging'],
    ['org delete acme', undefined],
  ])('%s leaves %s chosen of acme/shop/staging', async (words, left) => {
    const { type } = await loggedIn();
    await type('env use staging --org acme --project shop');
    await type(`${words} --yes`);
    const { stdout } = await type('context show');
    expect(/default {2}(.*)/.exec(stdout)?.[1]).toBe(left);
  });

  it('print what is in the way and what to do', async () => {
    const failure = {
      message: 'the environment acme/shop/staging is not empty',
      evidence: ['nodes attached: n1'],
      nextActions: ['devopsellence node detach n1'],
    };
    const deleteScope = () => Promise.reject(new AppError('not_empty', failure));
    const words = 'env delete staging --org acme --project shop --yes';
    expect(await cli(words, { env: LOGGED_IN, client: { deleteScope } })).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr:
        'Error: the environment acme/shop/staging is not empty\n  nodes attached: n1\nTry: devopsellence node detach n1\n',
    });
  });
});

describe('org, project and env use', () => {
  it('choose what commands without a config are about, and let it go again', async () => {
    const { type, asked } = await loggedIn();
    expect((await type('org use acme')).stdout).toBe('Commands are about acme by default.\n');
    expect((await type('project use shop')).stdout).toBe('Commands are about acme/shop by default.\n');
    expect((await type('env use staging')).stdout).toBe('Commands are about acme/shop/staging by default.\n');
    await type('secret list');
    await type('secret list --env production');
    await type('env use --clear');
    await type('secret list');
    expect(asked).toEqual(
      ['staging', 'production', 'production'].map((environment) => {
        return { organization: 'acme', project: 'shop', environment };
      }),
    );
    expect((await type('org use --clear')).stdout).toBe('Commands are about nothing by default.\n');
    expect(await type('secret list')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('there is no dev'),
    });
  });

  it('give way to a config, and say so', async () => {
    const { type, asked } = await loggedIn({ 'devopsellence.yml': SHOP_CONFIG });
    expect((await type('project use store --org other')).stderr).toBe('In this folder the config says it.\n');
    await type('secret list');
    expect(asked).toEqual([{ organization: 'acme', project: 'shop', environment: 'production' }]);
  });

  it('find the organization of a project', async () => {
    const { type } = await loggedIn();
    expect((await type('env use staging --project shop')).stdout).toContain('acme/shop/staging');
  });

  it('are kept when somebody logs in anew to the same control plane', async () => {
    const { type } = await loggedIn();
    await type('org use acme');
    await type(`login cp:7443 --token ${TOKEN}`);
    expect((await type('context show')).stdout).toContain('default  acme\n');
    await type(`login elsewhere:7443 --token ${TOKEN}`);
    expect((await type('context show')).stdout).not.toContain('default ');
  });

  it.each([
    ['project use shpo --org acme', 1, 'Error: there is no project acme/shpo\n  did you mean acme/shop?\n'],
    ['org use', 2, 'Error: org use needs a NAME or --clear\n'],
    ['org use acme --clear', 2, 'Error: org use needs a NAME or --clear\n'],
    ['env use staging --project ghost', 2, 'Error: --org is missing\n  no organization has a project "ghost" yet\n'],
  ])('%s changes nothing', async (words, exitCode, stderr) => {
    const { type } = await loggedIn();
    expect(await type(words)).toMatchObject({ exitCode, stdout: '', stderr: expect.stringContaining(stderr) });
    expect((await type('context show')).stdout).not.toContain('default ');
  });

  it('cannot be kept without a context', async () => {
    const result = await cli('org use acme', { env: LOGGED_IN, client: { listScopes } });
    expect(result).toMatchObject({ exitCode: 2, stdout: '' });
    expect(result.stderr).toContain('DEVOPSELLENCE_ORGANIZATION');
  });
});
