import { access, open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AppError } from '@devopsellence/core';
import { sha256OfFile } from '@devopsellence/runtime';
import type { Io } from '../io.js';
import { text } from '../parameter.js';
import type { AgentBinary } from './machine.js';

/** Which agent it is. */
export const BINARY = text('--binary <FILE>', "the agent's single-file binary (default: the one beside this program)");

/** The agent's single-file binary: the one that was named, else the one beside this program. */
export function findAgentBinary(io: Io, given: string | null): Promise<AgentBinary> {
  return findBinary(io, { given, name: 'devopsellence-agent', option: '--binary' });
}

export interface WantedBinary {
  /** Path, as typed; null: the one beside this program. */
  readonly given: string | null;
  readonly name: 'devopsellence-agent' | 'devopsellence-control-plane';
  /** That names it. */
  readonly option: string;
}

/**
 * A single-file binary: the one that was named, else the one beside this program. Throws `not_found`, or `invalid_argument`
 * for a file that is no program: a shell would take any text for one of its own, line by line.
 */
export async function findBinary(io: Io, { given, name, option }: WantedBinary): Promise<AgentBinary> {
  const beside = [`${name}-linux-x64`, name].map((file) => join(io.programFolder, file));
  for (const path of given === null ? beside : [resolve(io.cwd, given)]) {
    if (!(await exists(path))) continue;
    if (!(await isProgram(path))) throw noProgram(path, option);
    return { path, digest: await sha256OfFile(path) };
  }
  throw new AppError('not_found', {
    message: given === null ? `there is no ${name} in ${io.programFolder}` : `there is no file ${given}`,
    reason: `the single-file binary ${name} is needed`,
    nextActions: [`the same command with ${option} FILE`, 'npm run package   # makes one in dist, from the sources'],
  });
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}

/** An ELF binary, or a script that names what runs it. */
async function isProgram(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    const head = buffer.subarray(0, bytesRead).toString('latin1');
    return head === '\u007fELF' || head.startsWith('#!');
  } finally {
    await file.close();
  }
}

function noProgram(path: string, option: string): AppError {
  return new AppError('invalid_argument', {
    message: `${path} is no program`,
    reason: 'it begins neither as an ELF binary nor with #!',
    nextActions: [`the same command with ${option} FILE`, 'npm run package   # makes one in dist, from the sources'],
  });
}
