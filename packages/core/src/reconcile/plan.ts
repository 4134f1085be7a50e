import type { Action } from './action.js';
import type { Waiting } from './waiting.js';

/** What to do now, what waits, and on what. All actions are independent of each other. */
export interface Plan {
  readonly actions: readonly Action[];
  readonly waiting: readonly Waiting[];
  /** The next moment at which planning again can come to another result by time alone; null when none. */
  readonly wakeAt: number | null;
}
