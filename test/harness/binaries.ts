import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { run } from './command.js';
import { repository } from './paths.js';
import type { Programs } from './programs.js';

/** Compiling SQLite for the embedded Node, which happens once for each clone, takes a minute or two. */
const TIMEOUT_MS = 900_000;

/** The single-file binaries, as `npm run package` makes them: those that are there and up to date are not made again. */
export async function packagedPrograms(): Promise<Programs> {
  const [agent = '', cli = '', controlPlane = ''] = await makeBinaries('agent', 'cli', 'control-plane');
  return { agent, cli, controlPlane };
}

/** The agent as a binary that says it is another version. */
export async function packagedAgent(version: string): Promise<string> {
  const [agent = ''] = await makeBinaries('agent', '--as-version', version);
  return agent;
}

/** One caller at a time: whoever waited finds them made. */
async function makeBinaries(...args: string[]): Promise<string[]> {
  const lock = join(repository, '.cache/package.lock');
  await mkdir(dirname(lock), { recursive: true });
  const output = await run('flock', [lock, 'npm', 'run', '--silent', 'package', '--', ...args], {
    cwd: repository,
    timeout: TIMEOUT_MS,
  });
  return output.split('\n').filter((line) => line.startsWith('/'));
}
