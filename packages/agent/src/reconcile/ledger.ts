import {
  type ContainerHistory,
  type DesiredService,
  type EngineGap,
  explainExit,
  forgiveExits,
  type Instant,
  isWithin,
  NEW_HISTORY,
  type ObservedContainer,
  type ProbeResult,
  type Readiness,
  type Rejection,
  type RunCheck,
  recordExit,
  recordMissedEnd,
  recordProbe,
  recordReady,
  recordRejected,
  recordStart,
  type TaskOutcome,
} from '@devopsellence/core';

/** What the agent remembers of one container. */
export interface LedgerEntry {
  readonly history: ContainerHistory;
  /** The run whose end was taken in last. */
  readonly ended: EndedRun | null;
  /** How it is checked: as its own definition's service said last. A later definition may ask at another port. */
  readonly readiness: Readiness | null;
  /** The agent is stopping it, or has. */
  readonly isAsked: boolean;
  /** Start of the run that somebody had restarted: its end says nothing about the container. Null: none. */
  readonly restartedRun: Instant | null;
}

/** A run of a container that has ended. */
export interface EndedRun {
  /** Compared for equality only: clocks go back. */
  readonly startedAt: Instant;
  /** The agent had stopped it. */
  readonly isAsked: boolean;
  readonly wasReady: boolean;
}

/** All that a ledger holds. */
export interface LedgerContent {
  /** By container id. */
  readonly containers: ReadonlyMap<string, LedgerEntry>;
  /** By run id. */
  readonly taskOutcomes: ReadonlyMap<string, TaskOutcome>;
}

const NEW_ENTRY: LedgerEntry = {
  history: NEW_HISTORY,
  ended: null,
  readiness: null,
  isAsked: false,
  restartedRun: null,
};

/** Remembers what happened to containers: folds what the engine, the probes and the agent itself do into histories. */
export class Ledger {
  readonly #entries: Map<string, LedgerEntry>;
  readonly #taskOutcomes: Map<string, TaskOutcome>;
  readonly #onChange: () => void;
  #engineGap: EngineGap | null = null;

  /** `known`: as an earlier agent left it. `onChange` is called after every change worth keeping. */
  constructor({ containers, taskOutcomes }: LedgerContent, onChange: () => void) {
    this.#entries = new Map([...containers].map(([id, entry]) => [id, { ...entry, history: unseen(entry.history) }]));
    this.#taskOutcomes = new Map(taskOutcomes);
    this.#onChange = onChange;
  }

  content(): LedgerContent {
    return { containers: this.#entries, taskOutcomes: this.#taskOutcomes };
  }

  /** By run id: how runs of tasks ended. */
  taskOutcomes(): ReadonlyMap<string, TaskOutcome> {
    return new Map(this.#taskOutcomes);
  }

  /** A run of a task has ended, once and for all: it is known to have when its container is gone, too. */
  endRun(runId: string, outcome: TaskOutcome): void {
    this.#taskOutcomes.set(runId, outcome);
    this.#onChange();
  }

  /** Only these runs are wanted from now on; no other one is ever wanted again. */
  keepRuns(runIds: ReadonlySet<string>): void {
    const gone = [...this.#taskOutcomes.keys()].filter((runId) => !runIds.has(runId));
    for (const runId of gone) this.#taskOutcomes.delete(runId);
    if (gone.length > 0) this.#onChange();
  }

  histories(): ReadonlyMap<string, ContainerHistory> {
    return new Map([...this.#entries].map(([id, { history }]) => [id, history]));
  }

  /** What is remembered of a container; null when it is not known. */
  entryOf(containerId: string): LedgerEntry | null {
    return this.#entries.get(containerId) ?? null;
  }

  /** How a container is checked; null when it is not, or not known. */
  readinessOf(containerId: string): Readiness | null {
    return this.#entries.get(containerId)?.readiness ?? null;
  }

  /** The engine was away: what exited for that, as it is seen now and later, says nothing about the containers. */
  engineWasAway(gap: EngineGap): void {
    this.#engineGap = gap;
    for (const id of [...this.#entries.keys()]) this.#update(id, (entry) => this.#forgiven(entry));
  }

  /** Brings the histories up to what was observed. `serviceOf`: null when the container's service is not desired. */
  takeIn(
    containers: readonly ObservedContainer[],
    serviceOf: (container: ObservedContainer) => DesiredService | null,
    now: Instant,
  ): void {
    const present = new Set(containers.map((container) => container.id));
    for (const id of this.#entries.keys()) if (!present.has(id)) this.#forget(id);
    for (const container of containers) {
      const { id } = container;
      const before = this.#entries.get(id);
      const missed = before === undefined ? undefined : this.#withMissedEnd(before, container);
      const taken = this.#forgiven(takeIn(missed, container, serviceOf(container)));
      this.#set(id, isReadyByRunning(taken, container) ? readyByRunning(taken, container, now) : taken, before);
    }
  }

  /** The agent is about to stop the container: its exit says nothing about it. Undone by the next start. */
  ask(containerId: string): void {
    this.#update(containerId, (entry) => ({ ...entry, isAsked: true }));
  }

  /** The agent is about to start the container. */
  unask(containerId: string): void {
    this.#update(containerId, (entry) => ({ ...entry, isAsked: false }));
  }

  /** This run of the container is about to be ended for another one, as somebody asked. */
  restarting(containerId: string, startedAt: Instant): void {
    this.#update(containerId, (entry) => ({ ...entry, restartedRun: startedAt }));
  }

  /** What was found out about an exit. */
  explain(containerId: string, found: Parameters<typeof explainExit>[1]): void {
    const entry = this.#entries.get(containerId);
    if (entry !== undefined) this.#set(containerId, { ...entry, history: explainExit(entry.history, found) }, entry);
  }

  /** A check was made. Returns whether that changes anything that somebody acts on or looks at. */
  probed(containerId: string, check: RunCheck): boolean {
    const entry = this.#entries.get(containerId);
    if (entry === undefined) return false;
    const history = recordProbe(entry.history, check, entry.readiness?.retries ?? 1);
    this.#entries.set(containerId, { ...entry, history });
    const isWorthTelling = isNews(entry.history, history, entry.readiness);
    if (isWorthTelling) this.#onChange();
    return isWorthTelling;
  }

  reject({ containerId, reason, deploymentId }: Rejection): void {
    this.#update(containerId, (entry) => ({
      ...entry,
      history: recordRejected(entry.history, { reason, deploymentId }),
    }));
  }

  /** It is at another run, and nobody saw the one before end. */
  #withMissedEnd(entry: LedgerEntry, { startedAt }: ObservedContainer): LedgerEntry {
    const { history, ended, isAsked, restartedRun } = entry;
    const before = history.startedAt;
    if (before === null || startedAt === null || startedAt === before || isAsked) return entry;
    if (ended?.startedAt === before || restartedRun === before) return entry;
    const isOfEngine = this.#engineGap !== null && isWithin(this.#engineGap, startedAt);
    return { ...entry, history: recordMissedEnd(history, { at: startedAt, isOfEngine }) };
  }

  #forgiven(entry: LedgerEntry): LedgerEntry {
    if (this.#engineGap === null) return entry;
    const history = forgiveExits(entry.history, this.#engineGap);
    return history === entry.history ? entry : { ...entry, history };
  }

  #update(containerId: string, change: (entry: LedgerEntry) => LedgerEntry): void {
    const entry = this.#entries.get(containerId);
    this.#set(containerId, change(entry ?? NEW_ENTRY), entry);
  }

  #set(containerId: string, entry: LedgerEntry, before: LedgerEntry | undefined): void {
    if (entry === before) return;
    this.#entries.set(containerId, entry);
    this.#onChange();
  }

  #forget(containerId: string): void {
    this.#entries.delete(containerId);
    this.#onChange();
  }
}

/** Only a check of this agent's own says that a container is ready now. */
function unseen(history: ContainerHistory): ContainerHistory {
  return { ...history, readySince: null, probe: null };
}

function takeIn(
  known: LedgerEntry | undefined,
  container: ObservedContainer,
  service: DesiredService | null,
): LedgerEntry {
  const entry = known ?? { ...NEW_ENTRY, readiness: service?.readiness ?? null };
  const readiness = service !== null && service.hash === container.hash ? service.readiness : entry.readiness;
  const { startedAt, finishedAt, exitCode, isOutOfMemory } = container;
  const remembered = isAskedAnew(entry.readiness, readiness) ? unseen(entry.history) : entry.history;
  const history = startedAt === null ? remembered : recordStart(remembered, startedAt);
  const isSame = known !== undefined && history === entry.history && readiness === entry.readiness;
  const current = isSame ? known : { ...entry, history, readiness };
  const isNewEnd = startedAt !== null && startedAt !== entry.ended?.startedAt;
  if (finishedAt === null || !isNewEnd) return current;
  const isAsked = current.isAsked || current.restartedRun === startedAt;
  const exit = { at: finishedAt, exitCode: exitCode ?? 0, isOutOfMemory, asked: isAsked };
  const ended = { startedAt, isAsked, wasReady: current.history.readyInThisRun };
  return { ...current, ended, history: recordExit(current.history, exit) };
}

/** The check is another one than before: what the old one said is no answer to it. */
function isAskedAnew(before: Readiness | null, now: Readiness | null): boolean {
  return before !== now && now !== null && JSON.stringify(before?.check) !== JSON.stringify(now.check);
}

function isReadyByRunning(entry: LedgerEntry, container: ObservedContainer): boolean {
  const { state, startedAt, finishedAt } = container;
  return state === 'running' && startedAt !== null && finishedAt === null && entry.readiness === null;
}

/** A container without a check is ready because it runs, and lives its exits down by running on. */
function readyByRunning(entry: LedgerEntry, container: ObservedContainer, now: Instant): LedgerEntry {
  const { history } = entry;
  const ready = recordReady(recordReady(history, container.startedAt ?? now), now);
  const isSame = history.readySince === ready.readySince && history.consecutiveExits === ready.consecutiveExits;
  return isSame ? entry : { ...entry, history: ready };
}

function isNews(before: ContainerHistory, after: ContainerHistory, readiness: Readiness | null): boolean {
  const isReadinessNew = before.readySince !== after.readySince || before.consecutiveExits !== after.consecutiveExits;
  const [old, now] = [before.probe, after.probe];
  const isDetailNew = old?.detail !== now?.detail || old?.ok !== now?.ok;
  return isReadinessNew || isDetailNew || hasJustRunOut(now, readiness);
}

/** As many failures in a row as it takes: a container that was never ready has failed from now on. */
function hasJustRunOut(probe: ProbeResult | null, readiness: Readiness | null): boolean {
  return probe !== null && !probe.ok && probe.consecutiveFailures === readiness?.retries;
}
