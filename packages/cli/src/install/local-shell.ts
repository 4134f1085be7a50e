import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { Io } from '../io.js';
import { collectShell, feed } from './collect-shell.js';
import { AS_ROOT, type Shell, type ShellResult } from './shell.js';

/** This machine. */
export class LocalShell implements Shell {
  readonly title = 'this machine';
  readonly #io: Io;

  constructor(io: Io) {
    this.#io = io;
  }

  async run(script: string, input: Readable | null = null): Promise<ShellResult> {
    const { env, cwd, signal } = this.#io;
    const child = spawn('sh', ['-c', AS_ROOT, 'sh', script], { stdio: 'pipe', env, cwd, signal });
    const ended = collectShell(child, 'sh');
    await feed(child, input);
    return ended;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
