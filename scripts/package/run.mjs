import { spawnSync } from 'node:child_process';
import { inRepository } from './programs.mjs';

/** Runs a program to its end and returns what it wrote to stdout. A failure is shown whole, and ends this program. */
export function run(command, args, { cwd = inRepository(), env = {} } = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status === 0) return stdout;
  process.stderr.write(`${command} ${args.join(' ')} failed\n${error?.message ?? ''}${stdout ?? ''}${stderr ?? ''}`);
  process.exit(1);
}
