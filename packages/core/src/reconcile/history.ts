import type { Instant } from '../model/instant.js';
import type { ContainerExit, ContainerHistory } from '../model/observation.js';

/** Restarts are counted over this long. */
export const RESTART_WINDOW_MS = 10 * 60_000;

const STEADY_MS = 10_000;
const MAX_STEADY_MS = 120_000;
/** More than a container that rests between its exits can have within the window. */
const EXITS_KEPT = 30;

/** What is known of a container that was never heard of: also what an agent knows of every one after its own restart. */
export const NEW_HISTORY: ContainerHistory = {
  startedAt: null,
  readySince: null,
  readyInThisRun: false,
  wasReady: false,
  probe: null,
  exits: [],
  consecutiveExits: 0,
  relapses: 0,
  restarts: 0,
  rejected: null,
  rejectedIn: null,
};

/**
 * The container was started. Nothing that was known of an earlier run counts any longer, and neither does a rejection:
 * a container that was given up is started again only when it is to have another try. A start that is known already
 * changes nothing; any other is another run, whatever its moment: clocks go back.
 */
export function recordStart(history: ContainerHistory, startedAt: Instant): ContainerHistory {
  if (startedAt === history.startedAt) return history;
  return {
    ...history,
    startedAt,
    readySince: null,
    readyInThisRun: false,
    probe: null,
    restarts: history.restarts + (endedUnasked(history) ? 1 : 0),
    rejected: null,
    rejectedIn: null,
  };
}

/** An exit as it is seen first. `asked`: the agent stopped it, which says nothing about the container. */
export interface SeenExit extends Pick<ContainerExit, 'at' | 'exitCode' | 'isOutOfMemory'> {
  readonly asked: boolean;
}

/** The container exited. */
export function recordExit(
  history: ContainerHistory,
  { asked, at, exitCode, isOutOfMemory }: SeenExit,
): ContainerHistory {
  const stopped = { ...history, readySince: null, readyInThisRun: false, probe: null };
  if (asked) return stopped;
  const wasSteady = isSteady(history, at);
  return {
    ...stopped,
    exits: [...history.exits, { at, exitCode, isOutOfMemory, lastLine: null }].slice(-EXITS_KEPT),
    consecutiveExits: (wasSteady ? 0 : history.consecutiveExits) + 1,
    relapses: wasSteady ? relapsesAt(history, at) : history.relapses,
  };
}

/**
 * The container was started at `at`, and nobody saw how the run before had ended: the engine starts some by itself. `isOfEngine`:
 * it had ended because the engine went away.
 */
export function recordMissedEnd(
  history: ContainerHistory,
  { at, isOfEngine }: { readonly at: Instant; readonly isOfEngine: boolean },
): ContainerHistory {
  const earlier = isSteady(history, at) ? 0 : history.consecutiveExits;
  const consecutiveExits = isOfEngine ? history.consecutiveExits : earlier + 1;
  return { ...history, restarts: history.restarts + 1, consecutiveExits };
}

/** What was found out about the exit at `at`; of one that is not known, nothing. */
export function explainExit(
  history: ContainerHistory,
  { at, ...found }: Pick<ContainerExit, 'at' | 'isOutOfMemory' | 'lastLine'>,
): ContainerHistory {
  return { ...history, exits: history.exits.map((exit) => (exit.at === at ? { ...exit, ...found } : exit)) };
}

/** How long an engine that is told to stop may take to stop its containers: it answers meanwhile, and starts them again. */
const ENGINE_STOP_MS = 15_000;

/** When the engine did not answer. */
export interface EngineGap {
  readonly from: Instant;
  readonly to: Instant;
}

/** Whether what happened at `at` may have been the engine's doing. */
export function isWithin({ from, to }: EngineGap, at: Instant): boolean {
  return at >= from - ENGINE_STOP_MS && at <= to;
}

/**
 * The engine was away: exits while it was, and while it may have been on its way out, stay in the list and count for
 * nothing. Again: no change.
 */
export function forgiveExits(history: ContainerHistory, { from, to }: EngineGap): ContainerHistory {
  const isOfEngine = ({ at }: ContainerExit) => isWithin({ from, to }, at);
  const forgiven = history.exits.filter((exit) => exit.isOfEngine !== true && isOfEngine(exit)).length;
  if (forgiven === 0) return history;
  return {
    ...history,
    exits: history.exits.map((exit) => (isOfEngine(exit) ? { ...exit, isOfEngine: true } : exit)),
    consecutiveExits: Math.max(0, history.consecutiveExits - forgiven),
  };
}

/** Times within `RESTART_WINDOW_MS` before `at` that it exited unasked and was started again. */
export function recentRestarts(history: ContainerHistory, at: Instant): number {
  const recent = history.exits.filter((exit) => exit.at > at - RESTART_WINDOW_MS).length;
  return Math.max(0, recent - (endedUnasked(history) ? 1 : 0));
}

/**
 * A container that has been ready for this long is over its earlier exits: its next exit is the first of a row again. One
 * that relapses has to stay ready for longer each time, so that nothing that crashes again and again counts as well in
 * between.
 */
export function steadyAfterMs({ relapses }: ContainerHistory): number {
  return Math.min(STEADY_MS * (1 + relapses), MAX_STEADY_MS);
}

/** One check of one run of a container. */
export interface RunCheck {
  /** Start of the run that was checked. Compared for equality only: clocks go back. */
  readonly startedAt: Instant;
  /** When the check began. */
  readonly at: Instant;
  readonly ok: boolean;
  readonly detail: string;
}

/**
 * One check was made. One of another run than this counts for nothing, and none began before its run, whatever the clock
 * said. A ready container turns unready after `retries` failures in a row.
 */
export function recordProbe(history: ContainerHistory, check: RunCheck, retries: number): ContainerHistory {
  const { startedAt, ok, detail } = check;
  if (startedAt !== history.startedAt) return history;
  const at = Math.max(check.at, startedAt);
  const since = history.probe?.ok === ok ? history.probe.since : at;
  if (ok) return { ...recordReady(history, at), probe: { at, since, ok, detail, consecutiveFailures: 0 } };
  const consecutiveFailures = (history.probe?.consecutiveFailures ?? 0) + 1;
  return {
    ...history,
    probe: { at, since, ok, detail, consecutiveFailures },
    readySince: consecutiveFailures >= retries ? null : history.readySince,
  };
}

/** The container is ready at `at`: by a check, or, for a service without one, because it runs (`at`: its start). */
export function recordReady(history: ContainerHistory, at: Instant): ContainerHistory {
  const ready = { ...history, readySince: history.readySince ?? at, readyInThisRun: true, wasReady: true };
  return isSteady(ready, at) ? { ...ready, consecutiveExits: 0 } : ready;
}

/**
 * The agent gave the container up in favour of the one it was to replace. Keep this over a restart of the agent: the
 * planner knows it from nowhere else, and would give the container another try.
 */
export function recordRejected(
  history: ContainerHistory,
  rejection: { readonly reason: string; readonly deploymentId: string },
): ContainerHistory {
  return { ...history, rejected: rejection.reason, rejectedIn: rejection.deploymentId };
}

function isSteady(history: ContainerHistory, at: Instant): boolean {
  return history.readySince !== null && at - history.readySince >= steadyAfterMs(history);
}

/** Of a container that exits after it was steady. */
function relapsesAt({ exits, relapses }: ContainerHistory, at: Instant): number {
  const last = exits.at(-1);
  return last !== undefined && at - last.at < RESTART_WINDOW_MS ? relapses + 1 : 0;
}

function endedUnasked(history: ContainerHistory): boolean {
  const last = history.exits.at(-1);
  return last !== undefined && (history.startedAt === null || last.at >= history.startedAt);
}
