import {
  AppError,
  type DesiredService,
  type Instant,
  type Observation,
  type ObservedContainer,
  type Plan,
  planActions,
  toAppError,
} from '@devopsellence/core';
import type { DesiredStateDocument } from '@devopsellence/protocol';
import { type Clock, type Logger, Loop } from '@devopsellence/runtime';
import type { ContainerEngine, EngineEvent } from '../engine/container-engine.js';
import type { AgentFigures, PassOutcome } from '../health/agent-figures.js';
import type { Blobs } from '../images/blob-source.js';
import type { ReportFeed } from '../report-feed.js';
import type { CredentialFor } from '../session/registry-credentials.js';
import { ActionRunner } from './action-runner.js';
import { DesiredServices, type KnownRunState } from './desired-services.js';
import { type EngineSnapshot, EngineView } from './engine-view.js';
import { watchEngine } from './engine-watch.js';
import { createExecutors, execute } from './executors.js';
import { ExitReader } from './exit-reader.js';
import type { ExitStore } from './exit-store.js';
import { lastLinesInTime } from './last-lines.js';
import type { Ledger } from './ledger.js';
import { makeReport, makeUnavailableReport, type ReportFacts } from './node-report.js';
import { probeTargets } from './probe-targets.js';
import { Prober } from './prober.js';
import { Redaction } from './redaction.js';
import { restartService } from './restart-service.js';

/** Everything is listed again this often, in case an event was missed. */
const SLOW_TIMER_MS = 30_000;

export interface ReconcilerOptions {
  readonly engine: ContainerEngine;
  readonly ledger: Ledger;
  readonly reports: ReportFeed;
  readonly figures: AgentFigures;
  /** Keeps the ledger on disk, at once. */
  readonly saveLedger: () => Promise<void>;
  readonly exits: ExitStore;
  /** Keeps the exits on disk, at once. */
  readonly saveExits: () => Promise<void>;
  readonly credentialFor: CredentialFor;
  readonly blobs: Blobs;
  readonly onPulled: (reference: string) => void;
  /** Called after each pass that found nothing to do, with all that was seen. */
  readonly onSettled: (observation: Observation) => void;
  readonly clock: Clock;
  readonly random: () => number;
  readonly logger: Logger;
}

/**
 * Keeps the engine as the desired state says: observe → plan → start the actions → report → again.
 *
 * A pass never waits for an action: their ends, events of the engine, results of checks, a new desired state and a slow
 * timer each lead to another pass.
 */
export class Reconciler {
  readonly #options: ReconcilerOptions;
  readonly #view: EngineView;
  readonly #runner: ActionRunner;
  readonly #prober: Prober;
  readonly #exitReader: ExitReader;
  readonly #loop: Loop;
  readonly #redaction = new Redaction();
  readonly #redact = (text: string) => this.redact(text);
  #document: DesiredStateDocument | null = null;
  #services = new DesiredServices(null);
  #engineVersion = '';
  #isEngineThere = false;
  /** By the monotonic clock: one that is set back must not put it off. */
  #listAtMs = 0;
  #reported: ReportFacts | null = null;
  /** Whether the pass has found nothing left to do, and nothing to wait for. */
  #isSettled = false;

  constructor(options: ReconcilerOptions) {
    const { engine, ledger } = options;
    this.#options = options;
    this.#view = new EngineView(engine);
    const secretValues = () => this.#document?.secretValues ?? new Map<string, string>();
    const onChange = () => this.#loop.trigger();
    const exitReader = new ExitReader({ ...options, redact: this.#redact, onExplained: onChange });
    this.#exitReader = exitReader;
    const executors = createExecutors({ ...options, view: this.#view, exitReader, secretValues });
    this.#runner = new ActionRunner({
      ...options,
      redact: this.#redact,
      execute: (action, context) => execute(executors, action, context),
      onChange,
    });
    this.#prober = new Prober({
      ...options,
      onResult: (containerId, result) => {
        if (ledger.probed(containerId, { ...result, detail: this.#redact(result.detail) })) onChange();
      },
    });
    this.#loop = new Loop({
      ...options,
      pass: (signal) => this.#countedPass(signal),
      onError: (error, retryInMs) => this.#failed(error, retryInMs),
      backoff: { baseMs: 200, capMs: 3000 },
    });
  }

  /** Acts on another desired state from now on. It was accepted and is on disk. */
  follow(document: DesiredStateDocument): void {
    this.#document = document;
    this.#redaction.follow(document.secretValues);
    this.#services = new DesiredServices(document.desiredState);
    this.#options.ledger.keepRuns(this.#services.runIds);
    this.#runner.forgive();
    this.#view.containers.list();
    this.#loop.trigger();
  }

  /** The engine as it was seen last. */
  seen(): EngineSnapshot {
    return this.#view.snapshot();
  }

  /** Whether the engine answers and tells what happens. */
  get isEngineThere(): boolean {
    return this.#isEngineThere;
  }

  /** How many actions are under way, and how many failed and wait to be tried again. */
  actions(): { readonly inFlight: number; readonly resting: number } {
    return { inFlight: this.#runner.inFlight().size, resting: this.#runner.backoffs().size };
  }

  /** Containers of an environment as they were seen last. */
  containers(environmentId: string): readonly ObservedContainer[] {
    return this.#view.snapshot().containers.filter((container) => container.environmentId === environmentId);
  }

  /** The desired definition of a service; null when it is not desired here. */
  desired(environmentId: string, service: string): DesiredService | null {
    return this.#services.find(environmentId, service);
  }

  /** Restarts the container of a service in place. Rejects with `service_not_running` where there is none to restart. */
  restart(environmentId: string, service: string, signal: AbortSignal): Promise<void> {
    const workers = { ...this.#options, runner: this.#runner, containers: this.#view.containers };
    return restartService(workers, { environmentId, service, desired: this.desired(environmentId, service) }, signal);
  }

  /** How far a run of a task is, as far as this agent knows. */
  runState(runId: string): KnownRunState {
    return this.#services.runState(runId, this.#options.ledger.taskOutcomes());
  }

  /** Takes the values of the secrets that are or were desired here out of a text. */
  redact(text: string): string {
    return this.#redaction.redact(text);
  }

  /** Whether a service that is desired here has the volume. */
  wantsVolume(name: string): boolean {
    return this.#services.wantsVolume(name);
  }

  /** Works until the signal aborts; resolves when nothing is in flight any more. Containers are left running. */
  async run(signal: AbortSignal): Promise<void> {
    const watch = watchEngine(
      {
        ...this.#options,
        onConnected: (version, gap) => {
          if (gap !== null) this.#options.ledger.engineWasAway(gap);
          this.#isEngineThere = true;
          this.#engineVersion = version;
          this.#view.forget();
          this.#loop.trigger();
        },
        onLost: () => {
          this.#isEngineThere = false;
        },
        onEvent: (event) => this.#onEvent(event),
      },
      signal,
    );
    await this.#loop.run(signal);
    this.#prober.stop();
    await Promise.all([watch, this.#runner.idle()]);
  }

  #onEvent(event: EngineEvent): void {
    this.#view.apply(event);
    if (event.kind !== 'networkAttached') this.#loop.trigger();
  }

  async #countedPass(signal: AbortSignal): Promise<Instant | null> {
    const startedMs = this.#options.clock.monotonicMs();
    this.#isSettled = false;
    try {
      const next = await this.#pass(signal);
      this.#count(this.#isSettled ? 'settled' : 'working', startedMs);
      return next;
    } catch (error) {
      if (!signal.aborted) this.#count('failed', startedMs);
      throw error;
    }
  }

  #count(outcome: PassOutcome, startedMs: number): void {
    const revision = this.#document?.desiredState.revision ?? 0;
    this.#options.figures.passed({ outcome, revision, tookMs: this.#options.clock.monotonicMs() - startedMs });
  }

  async #pass(signal: AbortSignal): Promise<Instant | null> {
    const { clock, ledger, reports } = this.#options;
    this.#listNowAndThen();
    while (this.#view.isStale) await this.#view.refresh(signal);
    // From here to the start of the actions nothing is awaited: what is in flight and what was seen belong together.
    const document = this.#document;
    if (document === null) return this.#idle();
    const at = clock.now();
    const snapshot = this.#view.snapshot();
    ledger.takeIn(snapshot.containers, (seen) => this.#serviceOf(seen), at);
    this.#exitReader.look(snapshot.containers, signal);
    const observation = this.#observe(snapshot, at);
    const { desiredState } = document;
    const plan = planActions({ desiredState, observation });
    if (plan.rejections.length + plan.taskEnds.length > 0) return this.#record(plan, signal);
    this.#runner.start(plan.actions, signal);
    this.#prober.check(probeTargets(observation.containers, this.#services, ledger));
    const facts = { desiredState, observation, plan, engineVersion: this.#engineVersion };
    this.#reported = facts;
    reports.publish(() => makeReport(facts));
    if (plan.actions.length === 0 && observation.inFlight.size === 0) this.#settled(observation, plan);
    return Math.min(plan.wakeAt ?? Number.POSITIVE_INFINITY, this.#nextList());
  }

  #settled(observation: Observation, plan: Plan): void {
    this.#isSettled = plan.waiting.length === 0;
    this.#options.onSettled(observation);
  }

  /** A verdict is on disk before anything is done about it: an agent that starts again must not try anew. */
  async #record({ rejections, taskEnds }: Plan, signal: AbortSignal): Promise<null> {
    const { ledger, saveLedger, engine } = this.#options;
    for (const rejection of rejections) ledger.reject(rejection);
    for (const { runId, containerId, outcome } of taskEnds) {
      const lastLines = await lastLinesInTime({ engine, containerId, redact: this.#redact, sinceNs: null }, signal);
      ledger.endRun(runId, { ...outcome, lastLines });
    }
    await saveLedger();
    this.#loop.trigger();
    return null;
  }

  /** How a container of a service is meant to be; null when it is not desired, and for a run of a task. */
  #serviceOf({ taskRun, environmentId, service }: ObservedContainer): DesiredService | null {
    return taskRun === null ? this.desired(environmentId, service) : null;
  }

  #listNowAndThen(): void {
    const nowMs = this.#options.clock.monotonicMs();
    if (nowMs < this.#listAtMs) return;
    this.#listAtMs = nowMs + SLOW_TIMER_MS;
    this.#view.containers.list();
  }

  #nextList(): Instant {
    const { clock } = this.#options;
    return clock.now() + this.#listAtMs - clock.monotonicMs();
  }

  #observe(snapshot: EngineSnapshot, at: Instant): Observation {
    return {
      at,
      ...snapshot,
      histories: this.#options.ledger.histories(),
      taskOutcomes: this.#options.ledger.taskOutcomes(),
      backoffs: new Map(this.#runner.backoffs()),
      inFlight: this.#runner.inFlight(),
    };
  }

  /** Nothing was ever asked of this node. */
  #idle(): Instant {
    const { clock, reports } = this.#options;
    const [at, engineVersion] = [clock.now(), this.#engineVersion];
    reports.publish(() => makeReport({ at, engineVersion }));
    this.#isSettled = true;
    return this.#nextList();
  }

  #failed(error: unknown, retryInMs: number): void {
    const { clock, logger, reports } = this.#options;
    const failure = error instanceof AppError ? error : toAppError(error);
    logger.warn({ err: failure, retryInMs }, 'a reconcile pass failed');
    const [at, known, engineVersion] = [clock.now(), this.#reported, this.#engineVersion];
    reports.publish(() => makeUnavailableReport({ at, known, engineVersion, failure }));
  }
}
