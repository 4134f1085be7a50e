import type { Finding } from '@devopsellence/core';
import type { CommandContext } from '../command.js';

/** What git knows of the app's folder. */
export interface Source {
  /** Null outside of a git worktree, and before its first commit. */
  readonly commit: string | null;
  /** Files of the app differ from the commit. */
  readonly isDirty: boolean;
}

/** Reads the commit of the folder. Git is optional: without it there simply is no commit. */
export async function readSource(directory: string, context: CommandContext): Promise<Source> {
  const commit = await git(context, directory, ['rev-parse', '--verify', 'HEAD']);
  if (commit === null || !/^[0-9a-f]{40,64}$/.test(commit)) return { commit: null, isDirty: false };
  const changes = await git(context, directory, ['status', '--porcelain', '--', '.']);
  return { commit, isDirty: changes !== '' };
}

export function dirtyFinding(commit: string): Finding {
  return {
    severity: 'warning',
    code: 'dirty_worktree',
    message: `the worktree has changes that are not in the commit ${commit.slice(0, 12)}, by which the release is named`,
    nextActions: ['git status --short'],
  };
}

async function git({ io, outside }: CommandContext, cwd: string, args: readonly string[]): Promise<string | null> {
  const { exitCode, stdout } = await outside.runProgram({ program: 'git', args, cwd, env: io.env }, io.signal);
  return exitCode === 0 ? stdout.trim() : null;
}
