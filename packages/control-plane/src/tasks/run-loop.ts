import { formatDuration, type Instant, type TaskOutcome, type TaskRunStatus } from '@devopsellence/core';
import { type Clock, type Logger, Loop } from '@devopsellence/runtime';
import type { DesiredStateFeed } from '../gateway/desired-state-feed.js';
import type { Fleet } from '../gateway/fleet.js';
import { reportedRun } from '../gateway/reported-run.js';
import { endTaskRun, listOpenTaskRuns, type RecordedTaskRun, type Store, stopTaskRun } from '../store/index.js';
import { OpenRuns } from './open-runs.js';

export interface RunLoopDeps {
  readonly store: Store;
  readonly fleet: Fleet;
  readonly feed: DesiredStateFeed;
  readonly clock: Clock;
  readonly logger: Logger;
  /** When this control plane started. */
  readonly startedAt: Instant;
}

const BACKOFF = { baseMs: 200, capMs: 10_000 };
/** How long after its start the control plane gives nodes to return to it before it ends their runs. */
const RETURN_MS = 60_000;

/**
 * Sees every run that is of no deployment to its end: records what its node says, and ends those whose nodes stay away.
 * Those that went on when the control plane was stopped are found again. Wakes for nodes that have a run alone.
 */
export class RunLoop {
  readonly #deps: RunLoopDeps;
  readonly #loop: Loop;
  readonly #open = new OpenRuns();
  /** Nodes that have said something since their runs were last looked at. */
  readonly #heard = new Set<string>();
  /** When the next run is to be ended that its node does not end. */
  #nextDeadline: Instant | null = null;

  constructor(deps: RunLoopDeps) {
    this.#deps = deps;
    this.#loop = new Loop({
      pass: () => this.#pass(),
      onError: (error, retryInMs) =>
        deps.logger.error({ error, retry_in_ms: retryInMs }, 'the end of a run of a task could not be recorded'),
      backoff: BACKOFF,
      clock: deps.clock,
      random: Math.random,
    });
  }

  /** Follows the runs that go on, and those of `follow`, until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const stopListening = this.#deps.fleet.onChange((nodeId) => {
      if (this.#open.hasOn(nodeId)) this.#look(nodeId);
    });
    for (const run of await listOpenTaskRuns(this.#deps.store.db)) this.follow(run);
    await this.#loop.run(signal);
    stopListening();
  }

  /** Follows this run too. */
  follow(run: RecordedTaskRun): void {
    this.#open.add(run);
    const deadline = this.#deadlineOf(run);
    this.#nextDeadline = Math.min(this.#nextDeadline ?? deadline, deadline);
    this.#look(run.nodeId);
  }

  #look(nodeId: string): void {
    this.#heard.add(nodeId);
    this.#loop.trigger();
  }

  async #pass(): Promise<Instant | null> {
    for (const nodeId of this.#heard) await this.#lookAt(nodeId);
    if (this.#nextDeadline !== null && this.#nextDeadline <= this.#deps.clock.now()) await this.#giveUpOverdue();
    return this.#nextDeadline;
  }

  async #lookAt(nodeId: string): Promise<void> {
    // What it says from here on is looked at anew.
    this.#heard.delete(nodeId);
    try {
      for (const run of this.#open.on(nodeId)) {
        const outcome = this.#status(run)?.outcome ?? null;
        if (outcome !== null) await this.#record(run, outcome);
      }
    } catch (error) {
      this.#heard.add(nodeId);
      throw error;
    }
  }

  async #giveUpOverdue(): Promise<void> {
    const now = this.#deps.clock.now();
    for (const run of this.#open.all()) if (this.#deadlineOf(run) <= now) await this.#giveUp(run);
    const deadlines = this.#open.all().map((run) => this.#deadlineOf(run));
    this.#nextDeadline = deadlines.length === 0 ? null : Math.min(...deadlines);
  }

  #status({ id, nodeId }: RecordedTaskRun): TaskRunStatus | null {
    return reportedRun(this.#deps.fleet, nodeId, id);
  }

  /** While the control plane was away nobody could tell it of an end. */
  #deadlineOf({ deadlineAt, createdAt }: RecordedTaskRun): Instant {
    return Math.max(deadlineAt ?? createdAt, this.#deps.startedAt + RETURN_MS);
  }

  async #record(run: RecordedTaskRun, outcome: TaskOutcome): Promise<void> {
    const { store, clock } = this.#deps;
    const end = { outcome, actor: `node ${run.node}`, at: clock.now() };
    await store.transaction((trx) => endTaskRun(trx, run, end));
    this.#open.delete(run);
  }

  async #giveUp(run: RecordedTaskRun): Promise<void> {
    const { store, clock, feed, fleet } = this.#deps;
    const at = clock.now();
    const away = fleet.connection(run.nodeId) === 'online' ? 'did not end it' : 'is not heard of';
    const within = `within ${formatDuration(this.#deadlineOf(run) - run.createdAt)}`;
    const [waiting] = this.#status(run)?.waitingOn ?? [];
    const last = waiting === undefined ? '' : `: ${waiting.detail}`;
    const reason = `node ${run.node} ${away} ${within}${last}`;
    await store.transaction((trx) => stopTaskRun(trx, run, { reason, actor: 'control-plane', at }));
    this.#open.delete(run);
    feed.wake(run.nodeId);
  }
}
