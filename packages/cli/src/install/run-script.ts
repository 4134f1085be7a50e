import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { AppError } from '@devopsellence/core';
import type { Shell } from './shell.js';

export interface Step {
  /** For people: what it is to do, as in "could not …". */
  readonly what: string;
  readonly script: string;
  readonly input?: Readable;
  /** Whether what it prints is for nobody to see, in a failure either. */
  readonly isSecret?: boolean;
}

/** Resolves to what the script prints. Throws `machine_unsuitable`, with what it said, when it fails. */
export async function runScript(shell: Shell, { what, script, input, isSecret = false }: Step): Promise<string> {
  const { exitCode, stdout, stderr } = await shell.run(script, input ?? null);
  if (exitCode === 0) return stdout;
  const said = linesOf(isSecret ? stderr : `${stdout}\n${stderr}`);
  throw /^sudo: |sudo: .*(not found|password)/m.test(stderr) ? notRoot(shell, said) : failed(shell, what, said);
}

/** The lines of what was printed, without empty ones. */
export function linesOf(printed: string): readonly string[] {
  return printed.split('\n').filter((line) => line.trim() !== '');
}

/** A file as scripts read it: compressed. */
export function compressed(path: string): Readable {
  const file = createReadStream(path);
  const stream = file.pipe(createGzip({ level: 1 }));
  file.once('error', (error) => stream.destroy(error));
  return stream;
}

function notRoot({ title }: Shell, evidence: readonly string[]): AppError {
  return new AppError('machine_unsuitable', {
    message: `${title} is neither root nor may it use sudo without a password; nothing was changed`,
    evidence: evidence.slice(-3),
    nextActions: ['the same command as root (over SSH: --user root), or with sudo that asks for no password'],
  });
}

function failed({ title }: Shell, what: string, evidence: readonly string[]): AppError {
  return new AppError('machine_unsuitable', {
    message: `could not ${what} on ${title}`,
    evidence: evidence.slice(-10),
    nextActions: ['mend it, then the same command again: it goes on from there'],
  });
}
