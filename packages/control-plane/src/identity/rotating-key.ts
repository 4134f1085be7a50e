import type { RotationPhase } from './rotation.js';

/** What is used, and what is trusted beside it: the next one, or the one before. */
export interface RotatingIds {
  readonly current: string;
  readonly other: string | null;
}

/** Something that is replaced in steps, of which each is one write to the data directory. */
export interface RotatingKey {
  readonly phase: RotationPhase;
  readonly ids: RotatingIds;
  /** Goes on to the phase; resolves when that would survive power loss. */
  enter(phase: RotationPhase): Promise<void>;
}
