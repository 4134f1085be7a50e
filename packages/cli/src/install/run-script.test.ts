import { describe, expect, it } from 'vitest';
import { runScript } from './run-script.js';
import type { Shell, ShellResult } from './shell.js';

/** A shell in which every script goes like this. */
function shell(result: Partial<ShellResult>): Shell {
  const run = () => Promise.resolve({ exitCode: 1, stdout: '', stderr: '', ...result });
  return { title: 'root@vm', run, close: () => Promise.resolve() };
}

describe('a script on a machine', () => {
  it('answers what it prints', async () => {
    expect(await runScript(shell({ exitCode: 0, stdout: 'a\n' }), { what: 'look', script: 'echo a' })).toBe('a\n');
  });

  it('that fails is shown with what it said last', async () => {
    await expect(
      runScript(shell({ stdout: 'got so far\n\n', stderr: 'no room\n' }), { what: 'join', script: 'exit 1' }),
    ).rejects.toMatchObject({
      code: 'machine_unsuitable',
      message: 'could not join on root@vm',
      evidence: ['got so far', 'no room'],
    });
  });

  it('that prints a secret does not show it when it fails', async () => {
    const step = { what: 'look', script: 'cat token', isSecret: true };
    await expect(runScript(shell({ stdout: 'token=hush\n', stderr: 'killed' }), step)).rejects.toMatchObject({
      evidence: ['killed'],
    });
  });

  it.each(['sudo: a password is required', 'sh: 1: sudo: not found'])('needs root: %s', async (stderr) => {
    await expect(runScript(shell({ stderr }), { what: 'look', script: '' })).rejects.toMatchObject({
      message: 'root@vm is neither root nor may it use sudo without a password; nothing was changed',
    });
  });
});
