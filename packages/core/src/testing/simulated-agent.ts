import type { DesiredState } from '../model/desired-state.js';
import type { Instant } from '../model/instant.js';
import type {
  ActionProgress,
  Backoff,
  ContainerHistory,
  Observation,
  ObservedContainer,
} from '../model/observation.js';
import type { Readiness } from '../model/probe.js';
import type { TaskOutcome } from '../model/task-run.js';
import type { Action } from '../reconcile/action.js';
import {
  explainExit,
  NEW_HISTORY,
  recordExit,
  recordProbe,
  recordReady,
  recordRejected,
  recordStart,
} from '../reconcile/history.js';
import type { Plan } from '../reconcile/plan.js';
import { planActions } from '../reconcile/plan-actions.js';
import type { EngineExit, Refusal, SimulatedEngine } from './simulated-engine.js';

const PROBE_EVERY_MS = 250;
const RETRY_MS = 1_000;
const RETRY_CAP_MS = 60_000;

interface Running {
  readonly action: Action;
  readonly startedAt: Instant;
  readonly endsAt: Instant;
}

/** What becomes of things when the agent's process dies. */
export interface AgentRestart {
  /** What it had asked of the engine is done all the same, or was never heard. */
  readonly inFlight: 'finished' | 'lost';
  /** An agent keeps the containers it has given up on its disk; all else that it remembered is gone. */
  readonly rejections: 'kept' | 'lost';
}

/** An agent with everything but effects: it does to a simulated engine what the real one does to Docker. */
export class SimulatedAgent {
  readonly #engine: SimulatedEngine;
  readonly #inFlight = new Map<string, Running>();
  readonly #backoffs = new Map<string, Backoff>();
  readonly #histories = new Map<string, ContainerHistory>();
  readonly #probedAt = new Map<string, Instant>();
  readonly #outcomes = new Map<string, TaskOutcome>();
  readonly #readiness = new Map<string, Readiness | null>();
  #desiredState: DesiredState;

  constructor(engine: SimulatedEngine, desiredState: DesiredState) {
    this.#engine = engine;
    this.#desiredState = desiredState;
    this.accept(desiredState);
  }

  get desiredState(): DesiredState {
    return this.#desiredState;
  }

  get isBusy(): boolean {
    return this.#inFlight.size > 0;
  }

  /** A new desired state: whatever failed before may be tried again now. */
  accept(desiredState: DesiredState): void {
    this.#desiredState = desiredState;
    this.#backoffs.clear();
    this.#readiness.clear();
    for (const environment of desiredState.environments) {
      for (const service of environment.services) {
        this.#readiness.set(`${environment.id}/${service.name}`, service.readiness);
      }
    }
  }

  /** Observe, plan, set the actions going. */
  pass(at: Instant): { readonly observation: Observation; readonly plan: Plan } {
    this.#adopt(at);
    const observation = this.#observe(at);
    const plan = planActions({ desiredState: this.#desiredState, observation });
    for (const rejection of plan.rejections) {
      this.#fold(rejection.containerId, (history) => recordRejected(history, rejection));
    }
    for (const { runId, outcome } of plan.taskEnds) this.#outcomes.set(runId, { ...outcome, lastLines: [] });
    for (const action of plan.actions) {
      this.#inFlight.set(action.key, { action, startedAt: at, endsAt: at + this.#engine.durationOf(action) });
    }
    return { observation, plan };
  }

  /** When the agent next has something to do by itself: a result or a check. Null when never. */
  nextMoment(at: Instant): Instant | null {
    const ends = [...this.#inFlight.values()].map((running) => running.endsAt);
    const probes = this.#checked().map((seen) => (this.#probedAt.get(seen.id) ?? at) + PROBE_EVERY_MS);
    const moments = [...ends, ...probes];
    return moments.length === 0 ? null : Math.min(...moments);
  }

  /** Takes note of what has happened up to `at`. */
  advanceTo(at: Instant, exits: readonly EngineExit[]): void {
    for (const { containerId, at: exitedAt, exitCode } of exits) {
      const exit = { at: exitedAt, exitCode, isOutOfMemory: false, asked: false };
      const found = { at: exitedAt, isOutOfMemory: false, lastLine: 'boom' };
      this.#fold(containerId, (history) => explainExit(recordExit(history, exit), found));
    }
    for (const running of [...this.#inFlight.values()].filter(({ endsAt }) => endsAt <= at)) this.#finish(running, at);
    for (const seen of this.#checked()) this.#probe(seen, at);
  }

  restart(at: Instant, { inFlight, rejections }: AgentRestart): void {
    for (const { action } of this.#inFlight.values()) {
      if (inFlight === 'finished') this.#engine.apply(action, at);
    }
    const isKept = rejections === 'kept';
    const rejected = [...this.#histories].filter(([, history]) => isKept && history.rejected !== null);
    for (const memory of [this.#inFlight, this.#backoffs, this.#histories, this.#probedAt]) memory.clear();
    for (const [id, { rejected: reason, rejectedIn }] of rejected) {
      this.#histories.set(id, { ...NEW_HISTORY, rejected: reason, rejectedIn });
    }
  }

  #observe(at: Instant): Observation {
    const { containers, networks, volumes, images } = this.#engine;
    const inFlight = new Map<string, ActionProgress>();
    for (const [key, { startedAt }] of this.#inFlight) inFlight.set(key, { startedAt, detail: '' });
    const histories = new Map(this.#histories);
    const taskOutcomes = new Map(this.#outcomes);
    const backoffs = new Map(this.#backoffs);
    return { at, containers, networks, volumes, images, histories, backoffs, inFlight, taskOutcomes };
  }

  /** Running containers whose start was not seen, which after a restart of the agent is all of them. */
  #adopt(at: Instant): void {
    for (const seen of this.#engine.containers) {
      const { startedAt, id } = seen;
      if (seen.state !== 'running' || startedAt === null || seen.finishedAt !== null) continue;
      this.#fold(id, (history) => recordStart(history, startedAt));
      const isUnchecked = this.#readinessOf(seen) === null;
      if (isUnchecked) this.#fold(id, (history) => recordReady(recordReady(history, startedAt), at));
    }
  }

  #finish({ action, endsAt }: Running, at: Instant): void {
    this.#inFlight.delete(action.key);
    const refusal = this.#engine.apply(action, endsAt);
    if (refusal === null) this.#backoffs.delete(action.key);
    else this.#retryLater(action, refusal, at);
    if (action.kind === 'stopContainer') {
      const exit = { at: endsAt, exitCode: 143, isOutOfMemory: false, asked: true };
      this.#fold(action.containerId, (history) => recordExit(history, exit));
    }
    this.#adopt(at);
  }

  #retryLater(action: Action, refusal: NonNullable<Refusal>, at: Instant): void {
    const attempts = (this.#backoffs.get(action.key)?.attempts ?? 0) + 1;
    const retryAt = at + Math.min(RETRY_MS * 2 ** (attempts - 1), RETRY_CAP_MS);
    this.#backoffs.set(action.key, { attempts, retryAt, ...refusal });
  }

  #probe(seen: ObservedContainer, at: Instant): void {
    const readiness = this.#readinessOf(seen);
    const last = this.#probedAt.get(seen.id);
    const isDue = last === undefined || at >= last + PROBE_EVERY_MS;
    const { startedAt } = seen;
    if (readiness === null || startedAt === null || !isDue) return;
    this.#probedAt.set(seen.id, at);
    const ok = this.#engine.isReady(seen, at);
    const check = { startedAt, at, ok, detail: ok ? 'HTTP 200' : 'connection refused' };
    this.#fold(seen.id, (history) => recordProbe(history, check, readiness.retries));
  }

  #checked(): readonly ObservedContainer[] {
    return this.#engine.containers.filter((seen) => seen.state === 'running' && this.#readinessOf(seen) !== null);
  }

  /** How a container is checked: as its service is. Null without a check; services that are gone are not checked. */
  #readinessOf(seen: ObservedContainer): Readiness | null {
    if (seen.taskRun !== null) return null;
    return this.#readiness.get(`${seen.environmentId}/${seen.service}`) ?? null;
  }

  #fold(containerId: string, fold: (history: ContainerHistory) => ContainerHistory): void {
    this.#histories.set(containerId, fold(this.#histories.get(containerId) ?? NEW_HISTORY));
  }
}
