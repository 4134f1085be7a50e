import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@devopsellence/core';
import { describe, expect, it } from 'vitest';
import { cli, documentsIn, FINGERPRINT, folder, TOKEN } from '../testing/cli.js';

const FLEET = { organization: null, project: null, environment: null };

const whoAmI = () =>
  Promise.resolve({
    tokenName: 'owner',
    role: 'owner',
    controlPlaneVersion: '0.1.0',
    scope: FLEET,
    expiresAt: null,
    at: null,
  });

async function home(): Promise<{ readonly env: { readonly DEVOPSELLENCE_STATE_HOME: string } }> {
  return { env: { DEVOPSELLENCE_STATE_HOME: await folder() } };
}

describe('login', () => {
  it('keeps server, token and authority, readable by nobody else', async () => {
    const { env } = await home();
    const result = await cli(['login', 'cp:7443', '--token', TOKEN], { env, client: { whoAmI } });
    expect(result).toMatchObject({
      exitCode: 0,
      stdout: 'Logged in to cp:7443 as owner (owner). The context is default.\n',
      stderr: '',
    });
    const file = join(env.DEVOPSELLENCE_STATE_HOME, 'contexts.json');
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
      version: 1,
      current: 'default',
      contexts: { default: { server: 'cp:7443', token: TOKEN, defaults: FLEET } },
    });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const authority = join(env.DEVOPSELLENCE_STATE_HOME, 'authorities', `${FINGERPRINT}.pem`);
    expect(await readFile(authority, 'utf8')).toBe('PEM');
  });

  it('takes the token from a file or from standard input, with the newline at its end', async () => {
    const cwd = await folder({ 'owner-token': `${TOKEN}\n` });
    const fromFile = await cli('login cp:7443 --token-file owner-token', { cwd, client: { whoAmI } });
    const fromInput = await cli('login cp:7443 --token-stdin --context ci', {
      stdin: [`${TOKEN}\n`],
      client: { whoAmI },
    });
    expect([fromFile.exitCode, fromInput.exitCode]).toEqual([0, 0]);
    expect(fromInput.stdout).toContain('The context is ci.');
  });

  it('stores nothing when the server has another certificate authority', async () => {
    const { env } = await home();
    const fetchAuthority = () =>
      Promise.reject(new AppError('wrong_certificate_authority', { message: 'not the control plane of this token' }));
    const result = await cli(['login', 'cp:7443', '--token', TOKEN], { env, outside: { fetchAuthority } });
    expect(result).toMatchObject({ exitCode: 1, stdout: '', stderr: 'Error: not the control plane of this token\n' });
    expect(await readdir(env.DEVOPSELLENCE_STATE_HOME)).toEqual([]);
  });

  it('stores nothing when the token is refused', async () => {
    const { env } = await home();
    const refuse = () => Promise.reject(new AppError('unauthenticated', { message: 'unknown token' }));
    const result = await cli(['login', 'cp:7443', '--token', TOKEN, '--json'], { env, client: { whoAmI: refuse } });
    expect(result.exitCode).toBe(1);
    expect(documentsIn(result.stdout)).toEqual([
      {
        ok: false,
        operation: 'login',
        schema_version: 1,
        error: { code: 'unauthenticated', message: 'unknown token', reason: null, evidence: [], next_actions: [] },
      },
    ]);
    expect(await readdir(env.DEVOPSELLENCE_STATE_HOME)).toEqual([]);
  });

  it.each([
    [['login'], "Error: missing required argument 'HOST:PORT'\nTry: devopsellence login --help\n"],
    [
      ['login', 'cp:7443'],
      'Error: one of --token, --token-file, --token-stdin is needed\nTry: devopsellence login --help\n',
    ],
    [
      ['login', 'cp:7443', '--token', TOKEN, '--token-stdin'],
      'Error: only one of --token, --token-file, --token-stdin can be used at a time\nTry: devopsellence login --help\n',
    ],
    [
      ['login', 'cp:7443', '--token', TOKEN, '--context', 'a b'],
      'Error: --context must be letters, digits, ".", "_" and "-", not "a b"\nTry: devopsellence login --help\n',
    ],
  ])('%j is a usage error', async (words, stderr) => {
    expect(await cli(words)).toMatchObject({ exitCode: 2, stdout: '', stderr });
  });

  it('says what is wrong with a token without showing it', async () => {
    const join = await cli(['login', 'cp:7443', '--token', TOKEN.replace('operator', 'join')]);
    const other = await cli(['login', 'cp:7443', '--token', 'hunter2']);
    expect(join.stderr).toContain('it is a join token');
    expect(other.stderr).toContain('this is not an operator token');
    expect(other.stderr).not.toContain('hunter2');
  });
});

describe('context', () => {
  it('lists, shows and changes the context', async () => {
    const { env } = await home();
    await cli(['login', 'one:7443', '--token', TOKEN, '--context', 'one'], { env, client: { whoAmI } });
    await cli(['login', 'two:7443', '--token', TOKEN, '--context', 'two'], { env, client: { whoAmI } });
    expect((await cli('context list', { env })).stdout).toBe('   NAME  SERVER\n   one   one:7443\n*  two   two:7443\n');
    expect((await cli('context use one', { env })).stdout).toBe('The context is one: one:7443.\n');
    const shown = await cli('context show', { env });
    expect(shown.stdout).toBe(`server   one:7443\nfrom     context one\nstate    ${env.DEVOPSELLENCE_STATE_HOME}\n`);
    expect((await cli('context show --context two', { env })).stdout).toContain('two:7443');
  });

  it('names the nearest context for one that does not exist', async () => {
    const { env } = await home();
    await cli(['login', 'one:7443', '--token', TOKEN, '--context', 'staging'], { env, client: { whoAmI } });
    expect(await cli('context use stagin', { env })).toMatchObject({
      exitCode: 1,
      stderr: 'Error: there is no context "stagin"\n  there is staging\nTry: devopsellence context use staging\n',
    });
  });

  it('says how to log in when nobody has', async () => {
    expect(await cli('context show')).toMatchObject({
      exitCode: 1,
      stderr: 'Error: you are not logged in to a control plane\nTry: devopsellence login HOST:PORT --token-file FILE\n',
    });
  });

  it('prefers the environment variables to the saved context, and wants both', async () => {
    const { env } = await home();
    await cli(['login', 'one:7443', '--token', TOKEN], { env, client: { whoAmI } });
    const both = { ...env, DEVOPSELLENCE_SERVER: 'ci:7443', DEVOPSELLENCE_TOKEN: TOKEN };
    expect((await cli('context show --json', { env: both })).stdout).toContain('"context":null,"server":"ci:7443"');
    expect(await cli('context show', { env: { ...env, DEVOPSELLENCE_SERVER: 'ci:7443' } })).toMatchObject({
      exitCode: 2,
      stderr:
        'Error: DEVOPSELLENCE_TOKEN is not set, but DEVOPSELLENCE_SERVER is\n  they work only together\nTry: devopsellence context show --help\n',
    });
  });

  it('refuses a file of contexts that it cannot read, and says what to do', async () => {
    const { env } = await home();
    await writeFile(join(env.DEVOPSELLENCE_STATE_HOME, 'contexts.json'), '{"version":2}');
    const result = await cli('context list', { env });
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toContain('cannot be read as contexts');
    expect(result.stderr).toContain('Try: mv ');
  });
});
