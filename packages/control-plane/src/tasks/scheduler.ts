import { type Instant, nextFiring, type TaskSchedule, toIso } from '@devopsellence/core';
import { type Clock, type Logger, Loop } from '@devopsellence/runtime';
import { findDeployment, listScheduledTasks, type ScheduledTask, type Store } from '../store/index.js';
import type { Firing } from './run-maker.js';

export interface SchedulerDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Makes the run of a firing, or records why not. Again for the same firing: no change. */
  readonly fire: (firing: Firing) => Promise<unknown>;
}

const BACKOFF = { baseMs: 1_000, capMs: 10_000 };
/** What came due no longer ago than this is still made, so that a restart at the minute costs no run. */
const LATE_MS = 60_000;

interface Entry extends ScheduledTask {
  readonly nextAt: Instant;
}

/**
 * Fires the scheduled tasks of all environments' current releases. Sleeps until the next one is due: what it does each time
 * depends on how many schedules there are, not on nodes. Firings that were missed while the control plane was away, but for
 * the last minute, are not made up for.
 */
export class Scheduler {
  readonly #deps: SchedulerDeps;
  readonly #loop: Loop;
  /** By environment: its scheduled tasks. */
  readonly #entries = new Map<string, readonly Entry[]>();
  /** Deployments that may have changed what is the current release of their environments. */
  readonly #news = new Set<string>();
  #isLoaded = false;

  constructor(deps: SchedulerDeps) {
    this.#deps = deps;
    this.#loop = new Loop({
      pass: () => this.#pass(),
      onError: (error, retryInMs) =>
        deps.logger.error({ error, retry_in_ms: retryInMs }, 'tasks could not be scheduled'),
      backoff: BACKOFF,
      clock: deps.clock,
      random: Math.random,
    });
  }

  /** Fires what comes due until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    await this.#loop.run(signal);
  }

  /** The deployment has started or ended. */
  noteDeployment(deploymentId: string): void {
    this.#news.add(deploymentId);
    this.#loop.trigger();
  }

  async #pass(): Promise<Instant | null> {
    if (!this.#isLoaded) await this.#load();
    await this.#readNews();
    const due = this.#all().filter(({ nextAt }) => nextAt <= this.#deps.clock.now());
    const failures: unknown[] = [];
    for (const id of new Set(due.map(({ environmentId }) => environmentId))) await this.#fireDue(id, failures);
    if (failures.length > 0) throw new AggregateError(failures, 'firings of schedules failed');
    const moments = this.#all().map(({ nextAt }) => nextAt);
    return moments.length === 0 ? null : Math.min(...moments);
  }

  #all(): readonly Entry[] {
    return [...this.#entries.values()].flat();
  }

  async #load(): Promise<void> {
    const since = this.#deps.clock.now() - LATE_MS;
    for (const task of await listScheduledTasks(this.#deps.store.db)) {
      const known = this.#entries.get(task.environmentId) ?? [];
      this.#entries.set(task.environmentId, [...known, ...entryOf(task, since)]);
    }
    this.#isLoaded = true;
  }

  async #readNews(): Promise<void> {
    for (const deploymentId of this.#news) {
      // Before it is looked at: it may end meanwhile.
      this.#news.delete(deploymentId);
      await this.#readNewsOf(deploymentId).catch((error: unknown) => {
        this.#news.add(deploymentId);
        throw error;
      });
    }
  }

  async #readNewsOf(deploymentId: string): Promise<void> {
    const deployment = await findDeployment(this.#deps.store.db, deploymentId);
    if (deployment !== null) await this.#read(deployment.environmentId);
  }

  /** Reads the environment's schedules anew. A time that is waited for already still is, if its schedule is the same. */
  async #read(environmentId: string): Promise<void> {
    const { store, clock } = this.#deps;
    const known = new Map((this.#entries.get(environmentId) ?? []).map((entry) => [entry.task, entry]));
    const tasks = await listScheduledTasks(store.db, environmentId);
    const entries = tasks.flatMap((task) => {
      const before = known.get(task.task);
      const isSame = before !== undefined && isSameTime(before.schedule, task.schedule);
      return isSame ? [{ ...task, nextAt: before.nextAt }] : entryOf(task, clock.now());
    });
    if (entries.length === 0) this.#entries.delete(environmentId);
    else this.#entries.set(environmentId, entries);
  }

  /**
   * What is the current release is asked again first: nothing is fired that is no more wanted. A firing that fails stays due,
   * and keeps no other from being made.
   */
  async #fireDue(environmentId: string, failures: unknown[]): Promise<void> {
    const { clock } = this.#deps;
    await this.#read(environmentId);
    for (const entry of this.#entries.get(environmentId) ?? []) {
      if (entry.nextAt > clock.now()) continue;
      try {
        await this.#fire(entry);
      } catch (error) {
        failures.push(error);
        continue;
      }
      const others = (this.#entries.get(environmentId) ?? []).filter((other) => other.task !== entry.task);
      this.#entries.set(environmentId, [...others, ...entryOf(entry, clock.now())]);
    }
  }

  async #fire({ environmentId, task, schedule, nextAt }: Entry): Promise<void> {
    const { clock, logger, fire } = this.#deps;
    if (clock.now() - nextAt > LATE_MS) {
      logger.warn({ environment: environmentId, task, scheduled_for: toIso(nextAt) }, 'a task came due and was missed');
      return;
    }
    await fire({ environmentId, task, scheduledFor: nextAt, overlap: schedule.overlap });
  }
}

/** None for a schedule that never comes. */
function entryOf({ environmentId, task, schedule }: ScheduledTask, after: Instant): readonly Entry[] {
  const nextAt = nextFiring(schedule, after);
  return nextAt === null ? [] : [{ environmentId, task, schedule, nextAt }];
}

function isSameTime(before: TaskSchedule, now: TaskSchedule): boolean {
  return before.cron === now.cron && before.timeZone === now.timeZone;
}
