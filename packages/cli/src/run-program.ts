import { spawn } from 'node:child_process';
import { AppError } from '@devopsellence/core';
import type { ProgramCall, ProgramResult } from './outside.js';

/** Runs a local program without a shell and without standard input; the signal ends it. */
export function runProgram(call: ProgramCall, signal: AbortSignal): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(call.program, [...call.args], {
      cwd: call.cwd,
      env: call.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    });
    const stdout: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => {
      if (call.streamsOutput === true) call.onOutput?.(chunk);
      else stdout.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => call.onOutput?.(chunk));
    child.once('error', (error) => {
      if (isMissing(error)) resolve({ exitCode: null, stdout: '' });
      else reject(signal.aborted ? interrupted(call.program) : error);
    });
    child.once('close', (exitCode) => resolve({ exitCode: exitCode ?? 1, stdout: Buffer.concat(stdout).toString() }));
  });
}

function isMissing(error: Error): boolean {
  return 'code' in error && error.code === 'ENOENT';
}

/** What a program that the signal ended is reported as. */
export function interrupted(program: string): AppError {
  return new AppError('cancelled', { message: `${program} was interrupted` });
}
