import { execFile } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FakeClock } from '@devopsellence/runtime/testing';
import { describe, expect, it } from 'vitest';
import { aDeployment, aNode, aRelease, aTaskRun } from '../testing/builders.js';
import { cli, documentsIn, folder, LOGGED_IN, NOW, SHOP_CONFIG, shop } from '../testing/cli.js';
import { aPreset, aStandalone } from '../testing/standalone.js';

const runFile = promisify(execFile);

describe('complete', () => {
  const complete = async (words: readonly string[], options: Parameters<typeof cli>[1] = {}) => {
    const { stdout, exitCode, stderr } = await cli(['complete', '--', ...words], {
      outside: { clock: new FakeClock(NOW) },
      ...options,
    });
    expect([exitCode, stderr]).toEqual([0, '']);
    return stdout.split('\n').filter((line) => line !== '');
  };

  it.each([
    ['a command', ['dep'], ['deploy', 'deployment']],
    ['a command of a group', ['secret', ''], ['set', 'list', 'delete', 'rotate-key']],
    ['a group in a group', ['node', 'la'], ['label']],
    ['a command after a global option', ['--env', 'staging', 'sta'], ['status']],
    ['an option', ['deploy', '--dry'], ['--dry-run']],
    ['a global option', ['deploy', '--cont'], ['--context']],
    ['no option twice', ['node', 'list', '--json', '--js'], []],
    ['an option again that counts each time', ['service', 'update', 'a', '--volume', 'a:/a', '--vol'], ['--volume']],
    ['an option once that has two meanings', ['service', 'update', 'a', '--env'], ['--env', '--env-file']],
    ['a shell', ['completion', ''], ['bash', 'zsh', 'fish']],
    ['values of an option', ['token', 'create', '--role', ''], ['viewer', 'deployer', 'owner']],
    ['the values that begin so', ['fleet', 'status', '--state', 'un'], ['unhealthy', 'unknown']],
    ['a tool', ['call', 'create'], ['create_service']],
    ['no option of the program after a tool', ['call', 'create_service', '--js'], []],
    ['nothing after the separator', ['exec', 'web', '--', 'l'], []],
    ['nothing that nobody knows', ['nodes', ''], []],
  ])('proposes %s', async (_, words, expected) => {
    expect(await complete(words)).toEqual(expected);
  });

  it('proposes names of the config', async () => {
    const cwd = await shop();
    expect(await complete(['logs', ''], { cwd })).toEqual(['web', 'redis']);
    expect(await complete(['status', '--env', ''], { cwd })).toEqual(['production', 'staging']);
    expect(await complete(['secret', 'set', 'KEY', '--service', 're'], { cwd })).toEqual(['redis']);
  });

  it('proposes tasks of the config, also those of one environment', async () => {
    const tasks = 'tasks:\n  nightly: {service: web, command: [x], schedule: "0 3 * * *"}\n';
    const staging =
      'environments:\n  staging:\n    tasks:\n      seed: {service: web, command: [y], schedule: "0 4 * * *"}\n';
    const cwd = await folder({
      'devopsellence.yml': SHOP_CONFIG.replace('environments:\n  staging: {}\n', tasks + staging),
    });
    expect(await complete(['task', 'run', ''], { cwd })).toEqual(['nightly', 'seed']);
    expect(await complete(['logs', '--task', 'nig'], { cwd })).toEqual(['nightly']);
  });

  it('proposes runs of tasks', async () => {
    const asking = { cwd: await shop(), env: LOGGED_IN, client: { listTaskRuns: async () => [aTaskRun()] } };
    expect(await complete(['task', 'show', ''], asking)).toEqual(['01RUN']);
    expect(await complete(['logs', '--run', ''], asking)).toEqual(['01RUN']);
  });

  it('proposes nodes, and nothing when nobody answers', async () => {
    const client = { listNodes: async () => [aNode({ name: 'prod-1' }), aNode({ name: 'prod-2' })] };
    expect(await complete(['node', 'remove', 'prod'], { env: LOGGED_IN, client })).toEqual(['prod-1', 'prod-2']);
    expect(await complete(['logs', '--node', ''], { env: LOGGED_IN, client })).toEqual(['prod-1', 'prod-2']);
    expect(await complete(['node', 'create', ''], { env: LOGGED_IN, client })).toEqual([]);
    expect(await complete(['node', 'remove', ''])).toEqual([]);
  });

  it('proposes standalone services and presets of the environment', async () => {
    const client = {
      listServices: async () => [aStandalone()],
      listPresets: async () => [aPreset({ name: 'search' })],
    };
    const asking = { cwd: await shop(), env: LOGGED_IN, client };
    expect(await complete(['service', 'info', ''], asking)).toEqual(['redis']);
    expect(await complete(['service', 'exec', ''], asking)).toEqual(['redis']);
    expect(await complete(['service', 'restore', ''], asking)).toEqual(['search']);
    expect(await complete(['preset', 'delete', ''], asking)).toEqual(['search']);
    expect(await complete(['service', 'create', ''], asking)).toEqual([]);
  });

  it('proposes releases and deployments of the environment', async () => {
    const client = {
      listReleases: async () => [aRelease({ number: 12 }), aRelease({ number: 3 })],
      listDeployments: async () => [aDeployment({ id: '01NEWEST' })],
    };
    const asking = { cwd: await shop(), env: LOGGED_IN, client };
    expect(await complete(['release', 'show', ''], asking)).toEqual(['12', '3']);
    expect(await complete(['release', 'rollback', '1'], asking)).toEqual(['12']);
    expect(await complete(['deployment', 'show', ''], asking)).toEqual(['01NEWEST']);
  });
});

describe('completion', () => {
  it('is refused for other shells', async () => {
    const { stdout, exitCode } = await cli('completion tcsh --json');
    expect([exitCode, documentsIn(stdout)]).toMatchObject([2, [{ error: { code: 'usage' } }]]);
  });

  it('completes a line in bash, whatever stands before', async () => {
    const bin = await folder();
    const program = join(bin, 'devopsellence');
    // Proposes the words it was asked about, so that the test sees what the script made of the line.
    await writeFile(program, '#!/bin/sh\nshift 2; printf "no-%s\\n" "$@"\n');
    await chmod(program, 0o755);
    const { stdout: script } = await cli('completion bash');
    const line = 'devopsellence login cp:7443 no';
    const typing = [
      script,
      `COMP_LINE='${line}'`,
      `COMP_POINT=${line.length}`,
      'COMP_WORDS=(devopsellence login cp : 7443 no)',
      'COMP_CWORD=5',
      '_devopsellence',
      `printf '%s\\n' "\${COMPREPLY[@]}"`,
    ].join('\n');
    const { stdout } = await runFile('bash', ['-c', typing], { env: { PATH: `${bin}:${process.env.PATH}` } });
    expect(stdout.trimEnd().split('\n')).toEqual(['no-login', 'no-cp:7443', 'no-no']);
  });
});
