import { describe, expect, it } from 'vitest';
import { COMMANDS } from './commands/index.js';
import { cli, documentsIn, LOGGED_IN, shop } from './testing/cli.js';

describe('help', () => {
  it('lists the commands when none is given', async () => {
    const result = await cli([]);
    expect(result.exitCode).toBe(0);
    expect(result.stdout).toContain('Usage: devopsellence [options] [command]');
    expect(result.stdout).toContain('deploy            deploy the app of this folder');
    expect(result.stderr).toBe('');
  });

  it.each(COMMANDS.map(({ path, summary }) => [path, summary]))('%s has help with examples', async (path, summary) => {
    const result = await cli(`${path} --help`);
    expect(result.exitCode).toBe(0);
    expect(result.stdout).toContain(`Usage: devopsellence ${path} `);
    expect(result.stdout.replaceAll(/\s+/g, ' ')).toContain(summary);
    expect(result.stdout).toContain('--json');
    expect(result.stdout).toContain(`Examples:\n  $ devopsellence ${path}`);
  });

  it('`help` before a command is the same as `--help` after it', async () => {
    expect((await cli('help node list')).stdout).toBe((await cli('node list --help')).stdout);
  });

  it('lists what an option can be', async () => {
    expect((await cli('token create --help')).stdout).toContain('what it may do: viewer, deployer, owner');
  });

  it('--version prints the version', async () => {
    expect(await cli('--version')).toMatchObject({ exitCode: 0, stdout: '0.1.0\n' });
  });
});

describe('a command line that makes no sense', () => {
  it.each([
    [
      'statsu',
      "Error: unknown command 'statsu'\n  did you mean status?\nTry: devopsellence status\nTry: devopsellence --help\n",
    ],
    [
      'node regster',
      "Error: unknown command 'regster'\n  did you mean register?\nTry: devopsellence node register\nTry: devopsellence node --help\n",
    ],
    ['node', 'Error: devopsellence node needs a command\nTry: devopsellence node --help\n'],
    ['node label', 'Error: devopsellence node label needs a command\nTry: devopsellence node label --help\n'],
    ['deploy --imge x', "Error: unknown option '--imge'\n  did you mean --image?\nTry: devopsellence deploy --help\n"],
    [
      'fleet status --state oflline',
      'Error: --state cannot be "oflline"\n  did you mean offline?\nTry: devopsellence fleet status --help\n',
    ],
    [
      'token create --name ci --role admin',
      'Error: --role cannot be "admin"\n  it is one of viewer, deployer, owner\nTry: devopsellence token create --help\n',
    ],
    ['--jsn status', "Error: unknown option '--jsn'\n  did you mean --json?\nTry: devopsellence status --help\n"],
    ['status --env', "Error: option '--env <NAME>' argument missing\nTry: devopsellence status --help\n"],
    ['node attach', "Error: missing required argument 'NAME'\nTry: devopsellence node attach --help\n"],
    [
      'version now',
      "Error: too many arguments for 'version'. Expected 0 arguments but got 1.\nTry: devopsellence version --help\n",
    ],
  ])('%s', async (words, stderr) => {
    expect(await cli(words)).toMatchObject({ exitCode: 2, stdout: '', stderr });
  });

  it('is a JSON document where JSON was asked for', async () => {
    const result = await cli('node list --jsn --json');
    expect(result).toMatchObject({ exitCode: 2, stderr: '' });
    expect(documentsIn(result.stdout)).toMatchObject([{ ok: false, operation: 'node list', error: { code: 'usage' } }]);
  });
});

describe('global options', () => {
  it('work before and after the command', async () => {
    const cwd = await shop();
    const seen: string[] = [];
    const client = {
      listSecrets: ({ environment }: { readonly environment: string }) => {
        seen.push(environment);
        return Promise.resolve([]);
      },
    };
    await cli('--env staging secret list', { cwd, env: LOGGED_IN, client });
    await cli('secret list --env staging', { cwd, env: LOGGED_IN, client });
    await cli('secret list', { cwd, env: { ...LOGGED_IN, DEVOPSELLENCE_ENVIRONMENT: 'review' }, client });
    await cli('secret list', { cwd, env: LOGGED_IN, client });
    expect(seen).toEqual(['staging', 'staging', 'review', 'production']);
  });
});

describe('version', () => {
  it('prints the version', async () => {
    expect(await cli('version')).toMatchObject({ exitCode: 0, stdout: 'devopsellence 0.1.0\n', stderr: '' });
    const { stdout } = await cli('version --json');
    expect(documentsIn(stdout)).toMatchObject([
      { ok: true, operation: 'version', schema_version: 1, findings: [], version: '0.1.0' },
    ]);
  });
});
