import type { ActionKind, FailureCode, Instant } from '@devopsellence/core';
import { type Clock, counter, gauge, Histogram, type Metric, Tally } from '@devopsellence/runtime';

/** How a pass ended: with nothing left to do or to wait for, with something left, or not at all. */
export type PassOutcome = 'settled' | 'working' | 'failed';

/** How a call or an action went: `ok`, or the code of its failure. */
export type Outcome = 'ok' | FailureCode;

export interface FinishedPass {
  readonly outcome: PassOutcome;
  /** Of the desired state that it was about; 0: there was none. */
  readonly revision: number;
  readonly tookMs: number;
}

/** Counts what the agent does. All labels are from fixed lists. */
export class AgentFigures {
  readonly #clock: Clock;
  readonly #actions = new Tally();
  readonly #engineCalls = new Tally();
  readonly #passes = new Histogram({
    name: 'devopsellence_reconcile_pass_duration_seconds',
    help: 'How long passes of the reconcile loop took, by outcome: settled, working (something is left to do) or failed.',
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10, 60],
  });
  #settledRevision = 0;
  #passEndedAt: Instant;
  /** By the clock that nobody sets. */
  #passEndedMs: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#passEndedAt = clock.now();
    this.#passEndedMs = clock.monotonicMs();
  }

  /** How long ago the last pass ended; the agent's start counts as one. */
  get sincePassMs(): number {
    return this.#clock.monotonicMs() - this.#passEndedMs;
  }

  passed({ outcome, revision, tookMs }: FinishedPass): void {
    this.#passes.observe({ outcome }, tookMs / 1_000);
    this.#passEndedAt = this.#clock.now();
    this.#passEndedMs = this.#clock.monotonicMs();
    if (outcome === 'settled') this.#settledRevision = revision;
  }

  acted(action: ActionKind, outcome: Outcome): void {
    this.#actions.add({ action, outcome });
  }

  calledEngine(call: string, outcome: Outcome): void {
    this.#engineCalls.add({ call, outcome });
  }

  get metrics(): readonly Metric[] {
    const settledHelp = 'Revision of the desired state at which a pass last found nothing left to do.';
    const endedHelp = 'When the last pass of the reconcile loop ended, since the epoch.';
    const callsHelp = 'Calls to the Docker Engine, by call and outcome.';
    return [
      this.#passes.metric,
      gauge('devopsellence_last_pass_timestamp_seconds', endedHelp, this.#passEndedAt / 1_000),
      gauge('devopsellence_settled_revision', settledHelp, this.#settledRevision),
      counter('devopsellence_actions_total', 'Actions that have ended, by kind and outcome.', this.#actions.samples),
      counter('devopsellence_engine_calls_total', callsHelp, this.#engineCalls.samples),
    ];
  }
}
