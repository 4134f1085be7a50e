import {
  AppError,
  type DesiredService,
  type Instant,
  type Observation,
  type ObservedContainer,
  planActions,
  type Rejection,
  toAppError,
} from '@devopsellence/core';
import type { DesiredStateDocument } from '@devopsellence/protocol';
import { type Clock, type Logger, Loop } from '@devopsellence/runtime';
import type { ContainerEngine, Credential, EngineEvent } from '../engine/container-engine.js';
import type { ReportFeed } from '../report-feed.js';
import { ActionRunner } from './action-runner.js';
import { EngineView } from './engine-view.js';
import { watchEngine } from './engine-watch.js';
import { createExecutors, execute } from './executors.js';
import type { Ledger } from './ledger.js';
import { makeReport, makeUnavailableReport, type ReportFacts } from './node-report.js';
import { Prober, type ProbeTarget } from './prober.js';

/** Everything is listed again this often, in case an event was missed. */
const SLOW_TIMER_MS = 30_000;
const LAST_LINES = 20;

export interface ReconcilerOptions {
  readonly engine: ContainerEngine;
  readonly ledger: Ledger;
  readonly reports: ReportFeed;
  /** Keeps the ledger on disk, at once. */
  readonly saveLedger: () => Promise<void>;
  readonly credentialFor: (registryHost: string, signal: AbortSignal) => Promise<Credential>;
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
  readonly #loop: Loop;
  #document: DesiredStateDocument | null = null;
  #services: ReadonlyMap<string, DesiredService> = new Map();
  #engineVersion = '';
  #listAt: Instant = 0;
  #reported: ReportFacts | null = null;

  constructor(options: ReconcilerOptions) {
    const { engine, ledger, clock, random, logger } = options;
    this.#options = options;
    this.#view = new EngineView(engine);
    const executors = createExecutors({
      ...options,
      view: this.#view,
      secretValues: () => this.#document?.secretValues ?? new Map(),
    });
    const onChange = () => this.#loop.trigger();
    this.#runner = new ActionRunner({
      execute: (action, context) => execute(executors, action, context),
      onChange,
      clock,
      random,
      logger,
    });
    const onResult: ConstructorParameters<typeof Prober>[0]['onResult'] = (id, result) => {
      if (ledger.probed(id, result)) onChange();
    };
    this.#prober = new Prober({ engine, onResult, clock, random });
    this.#loop = new Loop({
      pass: (signal) => this.#pass(signal),
      onError: (error, retryInMs) => this.#failed(error, retryInMs),
      backoff: { baseMs: 200, capMs: 3000 },
      clock,
      random,
    });
  }

  /** Revision of the desired state that is acted on; 0 when there is none. */
  get revision(): number {
    return this.#document?.desiredState.revision ?? 0;
  }

  /** Acts on another desired state from now on. It was accepted and is on disk. */
  follow(document: DesiredStateDocument): void {
    this.#document = document;
    this.#services = new Map(
      document.desiredState.environments.flatMap((environment) =>
        environment.services.map((service) => [`${environment.id}/${service.name}`, service] as const),
      ),
    );
    this.#runner.forgive();
    this.#view.listContainers();
    this.#loop.trigger();
  }

  /** Containers of an environment as they were seen last. */
  containers(environmentId: string): readonly ObservedContainer[] {
    return this.#view.snapshot().containers.filter((container) => container.environmentId === environmentId);
  }

  /** The desired definition of a service; null when it is not desired here. */
  desired(environmentId: string, service: string): DesiredService | null {
    return this.#services.get(`${environmentId}/${service}`) ?? null;
  }

  /** Works until the signal aborts; resolves when nothing is in flight any more. Containers are left running. */
  async run(signal: AbortSignal): Promise<void> {
    const watch = watchEngine(
      {
        ...this.#options,
        onConnected: (version) => {
          this.#engineVersion = version;
          this.#view.forgetEverything();
          this.#loop.trigger();
        },
        onEvent: (event) => this.#onEvent(event, signal),
      },
      signal,
    );
    await this.#loop.run(signal);
    this.#prober.stop();
    await Promise.all([watch, this.#runner.idle()]);
  }

  #onEvent(event: EngineEvent, signal: AbortSignal): void {
    this.#view.apply(event);
    if (event.kind === 'containerExited') this.#onExit(event, signal);
    if (event.kind !== 'networkAttached') this.#loop.trigger();
  }

  /** The lines are read beside the restart, which takes far longer: the new run has written none by then. */
  #onExit(event: EngineEvent & { readonly kind: 'containerExited' }, signal: AbortSignal): void {
    const { ledger, engine } = this.#options;
    const { containerId, at, exitCode } = event;
    if (!ledger.exited(containerId, at, exitCode)) return;
    const lines = lastLines(engine, containerId, signal);
    lines.then(
      (text) => {
        ledger.explain(containerId, at, text);
        this.#loop.trigger();
      },
      (error: unknown) => this.#options.logger.debug({ err: error, containerId }, 'no last lines of a container'),
    );
  }

  async #pass(signal: AbortSignal): Promise<Instant | null> {
    const { clock, reports, onSettled } = this.#options;
    if (clock.now() >= this.#listAt) this.#view.listContainers();
    while (this.#view.isStale) await this.#refresh(signal);
    // From here to the start of the actions nothing is awaited: what is in flight and what was seen belong together.
    const document = this.#document;
    if (document === null) return this.#idle();
    const observation = this.#observe();
    const { desiredState } = document;
    const plan = planActions({ desiredState, observation });
    if (plan.rejections.length > 0) return this.#reject(plan.rejections);
    this.#runner.start(plan.actions, signal);
    this.#prober.check(this.#probeTargets(observation.containers));
    const facts = { desiredState, observation, plan, engineVersion: this.#engineVersion };
    this.#reported = facts;
    reports.publish(() => makeReport(facts));
    if (plan.actions.length === 0 && observation.inFlight.size === 0) onSettled(observation);
    return Math.min(plan.wakeAt ?? Number.POSITIVE_INFINITY, this.#listAt);
  }

  /** A verdict is on disk before anything is done about it: an agent that starts again must not try anew. */
  async #reject(rejections: readonly Rejection[]): Promise<null> {
    for (const rejection of rejections) this.#options.ledger.reject(rejection);
    await this.#options.saveLedger();
    this.#loop.trigger();
    return null;
  }

  async #refresh(signal: AbortSignal): Promise<void> {
    await this.#view.refresh(signal);
    this.#listAt = this.#options.clock.now() + SLOW_TIMER_MS;
  }

  #observe(): Observation {
    const { clock, ledger } = this.#options;
    const snapshot = this.#view.snapshot();
    const at = clock.now();
    ledger.takeIn(snapshot.containers, (seen) => this.desired(seen.environmentId, seen.service), at);
    return {
      at,
      ...snapshot,
      histories: ledger.histories(),
      backoffs: new Map(this.#runner.backoffs()),
      inFlight: this.#runner.inFlight(),
    };
  }

  #probeTargets(containers: readonly ObservedContainer[]): readonly ProbeTarget[] {
    return containers.flatMap((container) => {
      const { id: containerId, environmentId, service, state, address, startedAt } = container;
      const readiness = this.#options.ledger.readinessOf(containerId);
      if (state !== 'running' || address === null || startedAt === null || readiness === null) return [];
      return this.desired(environmentId, service) === null ? [] : [{ containerId, address, startedAt, readiness }];
    });
  }

  /** Nothing was ever asked of this node. */
  #idle(): Instant {
    const { clock, reports } = this.#options;
    const at = clock.now();
    const engineVersion = this.#engineVersion;
    reports.publish(() => makeReport({ at, engineVersion }));
    return this.#listAt;
  }

  #failed(error: unknown, retryInMs: number): void {
    const { clock, logger, reports } = this.#options;
    const failure = error instanceof AppError ? error : toAppError(error);
    logger.warn({ err: failure, retryInMs }, 'a reconcile pass failed');
    const [at, known, engineVersion] = [clock.now(), this.#reported, this.#engineVersion];
    reports.publish(() => makeUnavailableReport({ at, known, engineVersion, failure }));
  }
}

async function lastLines(
  engine: ContainerEngine,
  containerId: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const lines: string[] = [];
  const query = { containerId, lines: LAST_LINES, since: null, follow: false };
  for await (const { line } of engine.logs(query, signal)) lines.push(line.toString('utf8').slice(0, MAX_LINE_LENGTH));
  return lines.slice(-LAST_LINES);
}

const MAX_LINE_LENGTH = 400;
