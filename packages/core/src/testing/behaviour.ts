/** What containers of one definition do when they run. Times count from the start of the container. */
export interface Behaviour {
  /** How long the engine takes to create or start one. */
  readonly startMs: number;
  /** When checks begin to succeed; null: never. */
  readonly readyMs: number | null;
  /** When they begin to fail again; null: never. */
  readonly unreadyMs: number | null;
  /** When it exits by itself; null: never. */
  readonly exitMs: number | null;
  /** With what code it exits then. */
  readonly exitCode: number;
  /** The engine creates it and then cannot start it. */
  readonly refusesToStart: boolean;
}

export const GOOD: Behaviour = {
  startMs: 300,
  readyMs: 500,
  unreadyMs: null,
  exitMs: null,
  exitCode: 1,
  refusesToStart: false,
};
export const NEVER_READY: Behaviour = { ...GOOD, readyMs: null };
export const CRASHING: Behaviour = { ...GOOD, readyMs: null, exitMs: 200 };
/** A task that does its work. */
export const DONE: Behaviour = { ...GOOD, exitMs: 2_000, exitCode: 0 };

export interface EngineSettings {
  /** By definition hash, or by id of a run of a task; GOOD where nothing is said. */
  readonly behaviours?: Readonly<Record<string, Partial<Behaviour>>>;
  readonly pullMs?: number;
  readonly stopMs?: number;
  /** By reference as the user wrote it: how many pulls fail before one succeeds. */
  readonly failingPulls?: Readonly<Record<string, number>>;
}
