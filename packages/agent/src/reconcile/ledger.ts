import {
  type ContainerExit,
  type ContainerHistory,
  type DesiredService,
  type Instant,
  NEW_HISTORY,
  type ObservedContainer,
  type ProbeResult,
  type Readiness,
  type Rejection,
  recordExit,
  recordProbe,
  recordReady,
  recordRejected,
  recordStart,
} from '@devopsellence/core';

/** What the agent remembers of one container. */
export interface LedgerEntry {
  readonly history: ContainerHistory;
  /** The newest exit that was taken in, asked for or not. */
  readonly endedAt: Instant | null;
  /** How it is checked: as its own definition's service said last. A later definition may ask at another port. */
  readonly readiness: Readiness | null;
  /** The agent is stopping it, or has. */
  readonly isAsked: boolean;
}

const NEW_ENTRY: LedgerEntry = { history: NEW_HISTORY, endedAt: null, readiness: null, isAsked: false };

/** Remembers what happened to containers: folds what the engine, the probes and the agent itself do into histories. */
export class Ledger {
  readonly #entries: Map<string, LedgerEntry>;
  readonly #onChange: () => void;

  /** `entries`: as an earlier agent left them. `onChange` is called after every change worth keeping. */
  constructor(entries: ReadonlyMap<string, LedgerEntry>, onChange: () => void) {
    this.#entries = new Map([...entries].map(([id, entry]) => [id, { ...entry, history: unseen(entry.history) }]));
    this.#onChange = onChange;
  }

  entries(): ReadonlyMap<string, LedgerEntry> {
    return this.#entries;
  }

  histories(): ReadonlyMap<string, ContainerHistory> {
    return new Map([...this.#entries].map(([id, { history }]) => [id, history]));
  }

  /** How a container is checked; null when it is not, or not known. */
  readinessOf(containerId: string): Readiness | null {
    return this.#entries.get(containerId)?.readiness ?? null;
  }

  /** Brings the histories up to what was observed: also exits that no event told of. `serviceOf`: null if undesired. */
  takeIn(
    containers: readonly ObservedContainer[],
    serviceOf: (container: ObservedContainer) => DesiredService | null,
    now: Instant,
  ): void {
    const present = new Set(containers.map((container) => container.id));
    for (const id of this.#entries.keys()) if (!present.has(id)) this.#forget(id);
    for (const container of containers) {
      const entry = this.#entries.get(container.id);
      const taken = takeIn(entry, container, serviceOf(container));
      this.#set(
        container.id,
        isReadyByRunning(taken, container) ? readyByRunning(taken, container, now) : taken,
        entry,
      );
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

  /** A container exited. Returns whether nobody had asked for it. */
  exited(containerId: string, at: Instant, exitCode: number): boolean {
    const isAsked = this.#entries.get(containerId)?.isAsked ?? false;
    this.#update(containerId, (entry) => ended(entry, { at, exitCode, lastLines: [] }));
    return !isAsked;
  }

  /** What the container wrote before the exit at that moment. */
  explain(containerId: string, at: Instant, lastLines: readonly string[]): void {
    this.#update(containerId, (entry) => {
      const exits = entry.history.exits.map((exit) => (exit.at === at ? { ...exit, lastLines } : exit));
      return { ...entry, history: { ...entry.history, exits } };
    });
  }

  /** A check was made. Returns whether that changes anything that somebody acts on or looks at. */
  probed(containerId: string, check: { readonly at: Instant; readonly ok: boolean; readonly detail: string }): boolean {
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
  const { startedAt, state, finishedAt, exitCode } = container;
  const remembered = isAskedAnew(entry.readiness, readiness) ? unseen(entry.history) : entry.history;
  const history = startedAt === null ? remembered : recordStart(remembered, startedAt);
  const isSame = known !== undefined && history === entry.history && readiness === entry.readiness;
  const current = isSame ? known : { ...entry, history, readiness };
  const isNewExit = state === 'exited' && finishedAt !== null && isAfter(finishedAt, startedAt, entry.endedAt);
  return isNewExit ? ended(current, { at: finishedAt, exitCode: exitCode ?? 0, lastLines: [] }) : current;
}

/** The check is another one than before: what the old one said is no answer to it. */
function isAskedAnew(before: Readiness | null, now: Readiness | null): boolean {
  return before !== now && now !== null && JSON.stringify(before?.check) !== JSON.stringify(now.check);
}

/** The run that ended is one whose end was not taken in yet. */
function isAfter(finishedAt: Instant, startedAt: Instant | null, endedAt: Instant | null): boolean {
  return endedAt === null || (startedAt !== null && endedAt < startedAt && finishedAt > endedAt);
}

function ended(entry: LedgerEntry, exit: ContainerExit): LedgerEntry {
  return { ...entry, endedAt: exit.at, history: recordExit(entry.history, { ...exit, asked: entry.isAsked }) };
}

function isReadyByRunning(entry: LedgerEntry, container: ObservedContainer): boolean {
  return container.state === 'running' && container.startedAt !== null && entry.readiness === null;
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
