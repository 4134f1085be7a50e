import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@devopsellence/core';
import type { ShellResult } from './shell.js';

/** How ssh says that it failed itself; also for a program that was killed. */
export const BROKE_OFF = 255;

/** Resolves when the program has ended. Throws when it could not be started, or was interrupted. */
export function collectShell(child: ChildProcess, program: 'ssh' | 'sh'): Promise<ShellResult> {
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk));
  child.stdin?.on('error', () => undefined);
  return new Promise((resolve, reject) => {
    child.once('error', (cause) => reject(cannotStart(program, cause)));
    child.once('close', (code) =>
      resolve({ exitCode: code ?? BROKE_OFF, stdout: textOf(stdout), stderr: textOf(stderr) }),
    );
  });
}

/** Gives the program its input, and ends that. One that ends early says why by its exit code. */
export async function feed({ stdin }: ChildProcess, input: Readable | null): Promise<void> {
  if (stdin === null) return;
  if (input === null) stdin.end();
  else await pipeline(input, stdin).catch(() => undefined);
}

function textOf(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString();
}

function cannotStart(program: 'ssh' | 'sh', cause: Error): AppError {
  if (cause.name === 'AbortError') return new AppError('cancelled', { message: `${program} was interrupted`, cause });
  return new AppError('machine_unreachable', {
    message: `the program ${program} could not be started`,
    reason: cause.message,
    nextActions: program === 'ssh' ? ['install an OpenSSH client'] : [],
    cause,
  });
}
