import type { Instant } from '../model/instant.js';
import type { ContainerExit, ContainerHistory } from '../model/observation.js';

/** A container that was ready for this long is over its earlier exits: its next exit is the first of a row again. */
export const STEADY_MS = 10_000;

const EXITS_KEPT = 10;
const LINES_KEPT = 20;

/** What is known of a container that was never heard of: also what an agent knows of every one after its own restart. */
export const NEW_HISTORY: ContainerHistory = {
  startedAt: null,
  readySince: null,
  readyInThisRun: false,
  wasReady: false,
  probe: null,
  exits: [],
  consecutiveExits: 0,
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

/** The container exited. `asked`: the agent stopped it, which says nothing about the container. */
export function recordExit(
  history: ContainerHistory,
  exit: ContainerExit & { readonly asked: boolean },
): ContainerHistory {
  const stopped = { ...history, readySince: null, readyInThisRun: false, probe: null };
  if (exit.asked) return stopped;
  const { at, exitCode, lastLines } = exit;
  const kept = { at, exitCode, lastLines: lastLines.slice(-LINES_KEPT) };
  return {
    ...stopped,
    exits: [...history.exits, kept].slice(-EXITS_KEPT),
    consecutiveExits: (isSteady(history, at) ? 0 : history.consecutiveExits) + 1,
  };
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
  if (ok) return { ...recordReady(history, at), probe: { at, ok, detail, consecutiveFailures: 0 } };
  const consecutiveFailures = (history.probe?.consecutiveFailures ?? 0) + 1;
  return {
    ...history,
    probe: { at, ok, detail, consecutiveFailures },
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
  return history.readySince !== null && at - history.readySince >= STEADY_MS;
}

function endedUnasked(history: ContainerHistory): boolean {
  const last = history.exits.at(-1);
  return last !== undefined && (history.startedAt === null || last.at >= history.startedAt);
}
