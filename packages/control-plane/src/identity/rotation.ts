import { AppError } from '@devopsellence/core';

/**
 * How far the replacement of a key is. `announced`: nodes learn the next one, the old one is used. `replaced`: the new one
 * is used, the one before is trusted still.
 */
export type RotationPhase = 'steady' | 'announced' | 'replaced';

/** What can be replaced. */
export type RotationKind = 'certificate_authority' | 'signing_key';

export type RotationCommand =
  | { readonly kind: 'rotate' }
  /** Something may have changed. */
  | { readonly kind: 'advance' }
  /** Drop the one that is replaced; `without` names nodes that may be left behind. */
  | { readonly kind: 'finish'; readonly without: readonly string[] };

export interface RotationFacts {
  readonly rotation: RotationKind;
  readonly phase: RotationPhase;
  /** Announced: names of the connected nodes that do not trust the next one yet. Replaced: of all that have not changed. */
  readonly behind: readonly string[];
}

/** The words that a command begins with. */
export const ROTATE_COMMAND: Readonly<Record<RotationKind, string>> = {
  certificate_authority: 'devopsellence ca rotate',
  signing_key: 'devopsellence signing-key rotate',
};

/**
 * The phase to be in after the command; the same one when there is nothing to do, so that a command that was interrupted
 * can be repeated. A signing key that nobody needs any more goes by itself; an authority only when somebody says so, as
 * tokens outside of our reach carry it. Throws `not_supported` when nodes would be left behind that were not named,
 * `invalid_argument` when one is named that would not.
 */
export function nextPhase(facts: RotationFacts, command: RotationCommand): RotationPhase {
  const { rotation, phase, behind } = facts;
  switch (command.kind) {
    case 'rotate':
      return phase === 'steady' ? 'announced' : phase;
    case 'advance':
      if (behind.length > 0) return phase;
      if (phase === 'announced') return 'replaced';
      return phase === 'replaced' && rotation === 'signing_key' ? 'steady' : phase;
    case 'finish':
      if (phase === 'announced') throw notUsedYet(facts);
      if (phase === 'replaced') requireLeftBehind(facts, command.without);
      return 'steady';
  }
}

function requireLeftBehind({ rotation, behind }: RotationFacts, without: readonly string[]): void {
  const stranger = without.find((name) => !behind.includes(name));
  if (stranger !== undefined) {
    throw new AppError('invalid_argument', {
      message: `${JSON.stringify(stranger)} is not a node that has yet to change`,
      nextActions: [statusCommand(rotation)],
    });
  }
  const left = behind.filter((name) => !without.includes(name));
  if (left.length === 0) return;
  throw new AppError('not_supported', {
    message: `the one before cannot be dropped yet: ${left.join(', ')} ${left.length === 1 ? 'has' : 'have'} not changed`,
    reason: 'a node changes by itself once it is online; one that is left behind has to join again',
    nextActions: [statusCommand(rotation), `${ROTATE_COMMAND[rotation]} --finish --without ${behind.join(',')} --yes`],
  });
}

function notUsedYet({ rotation, behind }: RotationFacts): AppError {
  const waiting = behind.length === 0 ? 'it will be in a moment' : `${behind.join(', ')} must learn it first`;
  return new AppError('not_supported', {
    message: 'the next one is not used yet: there is nothing to drop',
    reason: waiting,
    nextActions: [statusCommand(rotation)],
  });
}

function statusCommand(rotation: RotationKind): string {
  return ROTATE_COMMAND[rotation].replace('rotate', 'status');
}
