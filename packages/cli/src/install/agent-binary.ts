import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AppError } from '@devopsellence/core';
import { sha256OfFile } from '@devopsellence/runtime';
import type { Io } from '../io.js';
import { text } from '../parameter.js';
import type { AgentBinary } from './machine.js';

/** Which agent it is. */
export const BINARY = text('--binary <FILE>', "the agent's single-file binary (default: the one beside this program)");

/** Names under which the agent lies beside the command. */
const NAMES = ['devopsellence-agent-linux-x64', 'devopsellence-agent'] as const;

/** The agent's single-file binary: the one that was named, else the one beside this program. */
export async function findAgentBinary(io: Io, given: string | null): Promise<AgentBinary> {
  const candidates = given === null ? NAMES.map((name) => join(io.programFolder, name)) : [resolve(io.cwd, given)];
  for (const path of candidates) {
    if (await exists(path)) return { path, digest: await sha256OfFile(path) };
  }
  throw new AppError('not_found', {
    message: given === null ? `there is no agent in ${io.programFolder}` : `there is no file ${given}`,
    reason: 'nodes get the single-file binary of the agent',
    nextActions: ['the same command with --binary FILE', 'npm run package   # makes one in dist, from the sources'],
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
