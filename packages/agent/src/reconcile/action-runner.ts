import {
  type Action,
  type ActionKind,
  type ActionProgress,
  type AppError,
  type Backoff,
  toAppError,
} from '@devopsellence/core';
import { type BackoffOptions, backoffMs, type Clock, type Logger } from '@devopsellence/runtime';
import type { AgentFigures } from '../health/agent-figures.js';
import type { Execute } from './executors.js';

/** Actions that get in each other's way share a pool: a long pull or a slow stop never keeps a container from starting. */
type Pool = 'containers' | 'pulls' | 'stops';

const POOL_OF_KIND: { readonly [K in ActionKind]: Pool } = {
  createNetwork: 'containers',
  removeNetwork: 'containers',
  createVolume: 'containers',
  pullImage: 'pulls',
  createContainer: 'containers',
  createTaskContainer: 'containers',
  nameContainer: 'containers',
  startContainer: 'containers',
  stopContainer: 'stops',
  removeContainer: 'stops',
};

/** An engine starts about twice as many containers a second with four at a time as one by one, and no more with eight. */
const POOL_SIZES: { readonly [P in Pool]: number } = { containers: 4, pulls: 3, stops: 8 };

const BACKOFF: BackoffOptions = { baseMs: 500, capMs: 60_000 };

export interface ActionRunnerOptions {
  /** Takes the values of secrets out of a text. */
  readonly redact: (text: string) => string;
  readonly execute: Execute;
  readonly figures: AgentFigures;
  /** Called when an action has ended or said how far it is, after that shows in `inFlight` and `backoffs`. */
  readonly onChange: () => void;
  readonly clock: Clock;
  readonly random: () => number;
  readonly logger: Logger;
}

/** Executes actions beside the passes that planned them: one per key, a few at a time. What fails rests for longer each time. */
export class ActionRunner {
  readonly #options: ActionRunnerOptions;
  readonly #inFlight = new Map<string, { readonly pool: Pool; progress: ActionProgress }>();
  readonly #backoffs = new Map<string, Backoff>();
  readonly #running = new Set<Promise<void>>();

  constructor(options: ActionRunnerOptions) {
    this.#options = options;
  }

  inFlight(): ReadonlyMap<string, ActionProgress> {
    return new Map([...this.#inFlight].map(([key, { progress }]) => [key, progress]));
  }

  /** A rest is never longer than it was meant to be, also after the clock was set back. */
  backoffs(): ReadonlyMap<string, Backoff> {
    const latest = this.#options.clock.now() + BACKOFF.capMs;
    for (const [key, backoff] of this.#backoffs) {
      if (backoff.retryAt > latest) this.#backoffs.set(key, { ...backoff, retryAt: latest });
    }
    return this.#backoffs;
  }

  /** Forgets all failures: whoever deploys again wants everything tried again now. */
  forgive(): void {
    this.#backoffs.clear();
  }

  /** Starts as many as there is room for; the others are planned again as soon as one has ended. */
  start(actions: readonly Action[], signal: AbortSignal): void {
    for (const action of actions) {
      const pool = POOL_OF_KIND[action.kind];
      if (this.#inFlight.has(action.key) || this.#count(pool) >= POOL_SIZES[pool]) continue;
      this.#inFlight.set(action.key, { pool, progress: { startedAt: this.#options.clock.now(), detail: '' } });
      const run = this.#run(action, signal).finally(() => this.#running.delete(run));
      this.#running.add(run);
    }
  }

  /**
   * Runs what no plan asked for as if it were an action under that key, so that no plan touches the same thing meanwhile.
   * Waits for the action that is in flight there. Rejects as the effect does, which is not tried again.
   */
  async runAlone(key: string, effect: () => Promise<void>): Promise<void> {
    while (this.#inFlight.has(key)) await Promise.race(this.#running);
    const { clock, onChange } = this.#options;
    this.#inFlight.set(key, { pool: 'stops', progress: { startedAt: clock.now(), detail: '' } });
    onChange();
    const run = effect().finally(() => {
      this.#inFlight.delete(key);
      onChange();
    });
    const ended = run.catch(() => undefined).finally(() => this.#running.delete(ended));
    this.#running.add(ended);
    await run;
  }

  /** Resolves when nothing is in flight. */
  async idle(): Promise<void> {
    await Promise.all(this.#running);
  }

  #count(pool: Pool): number {
    let count = 0;
    for (const entry of this.#inFlight.values()) if (entry.pool === pool) count += 1;
    return count;
  }

  async #run(action: Action, signal: AbortSignal): Promise<void> {
    const { execute, onChange, figures, logger, clock } = this.#options;
    const startedAt = clock.now();
    const report = (detail: string) => {
      const entry = this.#inFlight.get(action.key);
      if (entry !== undefined) entry.progress = { ...entry.progress, detail };
      onChange();
    };
    const failures = this.#backoffs.get(action.key)?.attempts ?? 0;
    try {
      await execute(action, { failures, report, signal });
      this.#backoffs.delete(action.key);
      figures.acted(action.kind, 'ok');
      logger.info({ action: action.kind, key: action.key, tookMs: clock.now() - startedAt }, 'action done');
    } catch (error) {
      if (!signal.aborted) this.#failed(action, toAppError(error));
    }
    this.#inFlight.delete(action.key);
    onChange();
  }

  #failed(action: Action, error: AppError): void {
    const { clock, random, figures, logger, redact } = this.#options;
    const attempts = (this.#backoffs.get(action.key)?.attempts ?? 0) + 1;
    const retryInMs = backoffMs(attempts, BACKOFF, random);
    const { code, message, reason } = error;
    const text = redact(reason === null ? message : `${message}: ${reason}`);
    figures.acted(action.kind, code);
    this.#backoffs.set(action.key, { attempts, retryAt: clock.now() + retryInMs, code, message: text });
    logger.warn(
      { action: action.kind, key: action.key, code, error: text, attempts, retryInMs },
      'action failed, to be tried again',
    );
  }
}
