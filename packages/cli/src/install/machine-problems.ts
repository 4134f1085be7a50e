import { AppError } from '@devopsellence/core';
import type { MachineFacts } from './machine.js';

const NEEDED_BYTES = 500 * 1024 * 1024;

/** Architectures that there is an agent for, as `uname -m` calls them. */
const ARCHITECTURES: readonly string[] = ['x86_64'];

/** Why something cannot be done on a machine, and what to do about it; null: nothing that could be typed. */
export interface Problem {
  readonly what: string;
  readonly next: string | null;
}

/** What keeps an agent from being put on a machine. */
export function programProblems({ architecture, freeBytes }: MachineFacts): readonly Problem[] {
  const problems: Problem[] = [];
  if (!ARCHITECTURES.includes(architecture)) {
    problems.push({ what: `there is no agent for ${architecture || 'its architecture'}`, next: null });
  }
  if (freeBytes < NEEDED_BYTES) {
    problems.push({
      what: `${Math.floor(freeBytes / 2 ** 20)} MiB are free in /usr/local; 500 are needed`,
      next: null,
    });
  }
  return problems;
}

export function unsuitable(message: string, problems: readonly Problem[]): AppError {
  return new AppError('machine_unsuitable', {
    message: `${message}; nothing was changed`,
    evidence: problems.map(({ what }) => what),
    nextActions: problems.flatMap(({ next }) => (next === null ? [] : [next])),
  });
}
