import {
  type AppError,
  type DesiredState,
  describeNode,
  type Instant,
  type NodeReport,
  type Observation,
  type Plan,
  type RemovalStatus,
  type ServiceStatus,
  type TaskRunStatus,
  type WaitingStatus,
} from '@devopsellence/core';
import { VERSION } from '@devopsellence/runtime';

/** The longest text of a report: engines and programs may say a lot, and a report goes out with every change. */
const TEXT_LENGTH = 2_000;

/** Runs of tasks that a report has the last lines of, those that ended last: of the others they are long recorded. */
const RUNS_WITH_LINES = 20;

/** Removals that a report tells of: what is behind them says the same. */
const REMOVALS = 100;

const NOTHING_SEEN = { observedRevision: 0, services: [], taskRuns: [], leftovers: [], removals: [] } as const;

/** One pass: what was wanted, what was seen, what is done about it. */
export interface ReportFacts {
  readonly desiredState: DesiredState;
  readonly observation: Observation;
  readonly plan: Plan;
  readonly engineVersion: string;
}

/** The report of a pass; of a node that was never asked for anything, when there is no desired state. */
export function makeReport(facts: ReportFacts | { readonly at: Instant; readonly engineVersion: string }): NodeReport {
  const { engineVersion } = facts;
  const common = { agentVersion: VERSION, engineVersion, engineError: '' };
  if ('at' in facts) return { ...common, ...NOTHING_SEEN, at: facts.at };
  const { services, taskRuns, leftovers, removals } = describeNode(facts);
  return {
    ...common,
    at: facts.observation.at,
    observedRevision: facts.desiredState.revision,
    services: services.map(bounded),
    taskRuns: withFewLines(taskRuns).map(boundedRun),
    leftovers,
    removals: removals.slice(0, REMOVALS).map(boundedRemoval),
  };
}

/** The report while the engine does not answer: what was known last, with nothing of it counted as well. */
export function makeUnavailableReport(facts: {
  readonly at: Instant;
  /** The last pass; null when there was none. */
  readonly known: ReportFacts | null;
  readonly engineVersion: string;
  readonly failure: AppError;
}): NodeReport {
  const { at, known, engineVersion, failure } = facts;
  const report = makeReport(known ?? { at, engineVersion });
  const text = cut(failure.reason === null ? failure.message : `${failure.message}: ${failure.reason}`);
  return { ...report, at, engineError: text, services: report.services.map((status) => doubted(status, text)) };
}

function doubted(status: ServiceStatus, lastError: string): ServiceStatus {
  const state = status.state === 'running' ? 'unhealthy' : status.state;
  return { ...status, state, ready: false, settled: false, lastError };
}

function bounded(status: ServiceStatus): ServiceStatus {
  return {
    ...status,
    waitingOn: status.waitingOn.map(boundedWaiting),
    lostDependencies: status.lostDependencies.map(boundedWaiting),
    lastError: cut(status.lastError),
  };
}

/** A run that has ended is desired, and reported, until its task runs again: all their lines would be sent each time. */
function withFewLines(runs: readonly TaskRunStatus[]): readonly TaskRunStatus[] {
  const ends = runs.flatMap(({ outcome }) => (outcome === null ? [] : [outcome.endedAt])).toSorted((a, b) => b - a);
  const since = ends[RUNS_WITH_LINES - 1] ?? 0;
  return runs.map((run) => {
    const isOld = run.outcome !== null && run.outcome.endedAt < since;
    return isOld && run.outcome !== null ? { ...run, outcome: { ...run.outcome, lastLines: [] } } : run;
  });
}

function boundedRun(status: TaskRunStatus): TaskRunStatus {
  const { outcome } = status;
  return {
    ...status,
    waitingOn: status.waitingOn.map(boundedWaiting),
    outcome: outcome === null ? null : { ...outcome, reason: cut(outcome.reason) },
  };
}

function boundedRemoval(removal: RemovalStatus): RemovalStatus {
  return { ...removal, waitingOn: boundedWaiting(removal.waitingOn) };
}

function boundedWaiting({ lastProbe, ...waiting }: WaitingStatus): WaitingStatus {
  const detail = cut(waiting.detail);
  return lastProbe === undefined
    ? { ...waiting, detail }
    : { ...waiting, detail, lastProbe: { ...lastProbe, detail: cut(lastProbe.detail) } };
}

function cut(text: string): string {
  return text.length <= TEXT_LENGTH ? text : `${text.slice(0, TEXT_LENGTH - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
