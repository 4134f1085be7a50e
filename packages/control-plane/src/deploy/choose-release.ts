import { AppError } from '@devopsellence/core';
import type { ReleaseSummary } from '../store/index.js';

/** Shorter beginnings of a revision say too little. */
const MIN_PREFIX = 4;

/**
 * The release to go back to: the one that is named, or else the newest before the current one that settled. `releases`:
 * the newest first. Throws as `namedRelease` does.
 */
export function chooseRelease(
  releases: readonly ReleaseSummary[],
  currentId: string | null,
  wanted: string,
): ReleaseSummary {
  return wanted === '' ? settledBefore(releases, currentId) : namedRelease(releases, wanted, 'release rollback');
}

/**
 * The release that is meant by its id, its number, or what its revision begins with. `releases`: the newest first;
 * `command`: takes one. Throws `not_found` where none is, `invalid_argument` with all of them where several are.
 */
export function namedRelease(
  releases: readonly ReleaseSummary[],
  wanted: string,
  command: 'release rollback' | 'release show',
): ReleaseSummary {
  const named = releases.find(({ id, number }) => id === wanted || String(number) === wanted);
  if (named !== undefined) return named;
  const matching = wanted.length < MIN_PREFIX ? [] : releases.filter(({ revision }) => revision.startsWith(wanted));
  const [first, ...others] = matching;
  if (first === undefined) throw noRelease(`there is no release ${JSON.stringify(wanted)}`);
  if (others.every(({ revision }) => revision === first.revision)) return first;
  throw new AppError('invalid_argument', {
    message: `several releases begin with ${JSON.stringify(wanted)}`,
    evidence: matching.map(({ number, revision }) => `release ${number}: ${revision}`),
    nextActions: ['devopsellence release list', `devopsellence ${command} ${first.number}`],
  });
}

function settledBefore(releases: readonly ReleaseSummary[], currentId: string | null): ReleaseSummary {
  const current = releases.find(({ id }) => id === currentId);
  const before = releases.find(({ number, isSettled }) => isSettled && number < (current?.number ?? 0));
  if (before !== undefined) return before;
  throw noRelease('there is no earlier release that settled');
}

function noRelease(message: string): AppError {
  return new AppError('not_found', { message, nextActions: ['devopsellence release list'] });
}
