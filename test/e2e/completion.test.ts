import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../harness/command.js';
import { repository } from '../harness/paths.js';
import { programs } from '../harness/programs.js';
import { requireMachines } from '../harness/requirements.js';

const TERMINAL = join(repository, 'test/harness/zsh-terminal.zsh');
const FILE = 'only-a-file.txt';

describe('completion in real shells', () => {
  let folder: string;

  beforeAll(async () => {
    await requireMachines();
    folder = await mkdtemp(join(tmpdir(), 'devopsellence-completion-'));
    for (const shell of ['zsh', 'fish']) {
      await writeFile(join(folder, `completion.${shell}`), await run(programs.cli, ['completion', shell]));
    }
    await writeFile(join(folder, FILE), '');
  }, 300_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const inShell = (shell: string, args: readonly string[]) =>
    run(shell, args, {
      cwd: folder,
      env: { ...process.env, HOME: folder, PATH: `${dirname(programs.cli)}:${process.env.PATH}` },
      timeout: 60_000,
    });

  it.each([
    ['a command', 'devopsellence depl', 'devopsellence deploy'],
    ['a value of an option', 'devopsellence token create --role dep', '--role deployer'],
    ['a file where nothing else can stand', 'devopsellence node create --ssh-key only', FILE],
  ])('zsh completes %s', async (_, line, shown) => {
    await inShell('zsh', ['-f', TERMINAL, join(folder, 'completion.zsh'), line, shown]);
  });

  it.each([
    ['commands', 'devopsellence node la', ['label']],
    ['the values of an option, and no files', 'devopsellence token create --role ', ['deployer', 'owner', 'viewer']],
    ['files where nothing else can stand', 'devopsellence node create --ssh-key only', [FILE]],
  ])('fish completes %s', async (_, line, proposals) => {
    const script = 'source $argv[1]; complete -C $argv[2]';
    const args = ['--no-config', '-c', script, join(folder, 'completion.fish'), line];
    expect((await inShell('fish', args)).trim().split('\n')).toEqual(proposals);
  });
});
