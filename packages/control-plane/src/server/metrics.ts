import type { Connection, FailureCode } from '@devopsellence/core';
import {
  certificateMetric,
  counter,
  type EventLoopWatch,
  gauge,
  Histogram,
  type Metric,
  metricsText,
  processMetrics,
  samplesBy,
  Tally,
} from '@devopsellence/runtime';

/** Figures of the control plane, read when the page is asked for. */
export interface MetricSources {
  readonly nodes: () => Readonly<Record<Connection, number>>;
  /** Since the start. */
  readonly documentsSent: () => number;
  /** Streams that agents have open. */
  readonly agentStreams: () => number;
  /** Reports of nodes that are not in the database yet. */
  readonly pendingReports: () => number;
  /** Deployments in the database, by state. */
  readonly deployments: () => Promise<Readonly<Record<string, number>>>;
  readonly databaseBytes: () => Promise<number>;
  readonly backups: () => Promise<BackupFigures>;
  /** Ends of certificates, by name, in milliseconds since the epoch. */
  readonly certificateEnds: () => Readonly<Record<string, number>>;
  readonly eventLoop: EventLoopWatch;
}

export interface BackupFigures {
  /** Since the start. */
  readonly made: number;
  /** Since the start. */
  readonly failed: number;
  /** The moment of which the newest whole one is; null: there is none. */
  readonly newestAt: number | null;
}

/** How a call went: `ok`, or the code of its failure. */
export type CallOutcome = 'ok' | FailureCode;

/** Told of calls of operators and of machines that enrol. Methods are few and fixed. */
export interface CallObserver {
  began(method: string): void;
  ended(method: string, outcome: CallOutcome, tookMs: number): void;
}

/** Everything the control plane tells of itself. */
export class Metrics {
  readonly #sources: MetricSources;
  readonly #calls = new CallFigures();

  constructor(sources: MetricSources) {
    this.#sources = sources;
  }

  get calls(): CallObserver {
    return this.#calls;
  }

  /** The page, in Prometheus' text format. */
  async page(): Promise<string> {
    const { certificateEnds, eventLoop } = this.#sources;
    return metricsText([
      ...processMetrics(eventLoop),
      ...this.#calls.metrics,
      ...fleetMetrics(this.#sources),
      ...(await storeMetrics(this.#sources)),
      ...(await backupMetrics(this.#sources)),
      certificateMetric(certificateEnds()),
    ]);
  }
}

class CallFigures implements CallObserver {
  readonly #open = new Tally();
  readonly #calls = new Tally();
  readonly #durations = new Histogram({
    name: 'devopsellence_call_duration_seconds',
    help: 'How long calls of operators took, streams included.',
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
  });

  began(method: string): void {
    this.#open.add({ method });
  }

  ended(method: string, code: CallOutcome, tookMs: number): void {
    this.#open.add({ method }, -1);
    this.#calls.add({ method, code });
    this.#durations.observe({ method }, tookMs / 1_000);
  }

  get metrics(): readonly Metric[] {
    const openHelp = 'Calls of operators that are not answered yet, streams included.';
    const callsHelp = 'Calls of operators that have ended, by method and outcome.';
    return [
      gauge('devopsellence_open_calls', openHelp, this.#open.samples),
      counter('devopsellence_calls_total', callsHelp, this.#calls.samples),
      this.#durations.metric,
    ];
  }
}

function fleetMetrics({ nodes, documentsSent, agentStreams }: MetricSources): readonly Metric[] {
  const streamsHelp = 'Streams that agents have open: three for each agent that is connected.';
  return [
    gauge('devopsellence_nodes', 'Nodes by state of their connection.', samplesBy('connection', nodes())),
    gauge('devopsellence_agent_streams', streamsHelp, agentStreams()),
    counter('devopsellence_desired_states_sent_total', 'Desired states sent to agents.', documentsSent()),
  ];
}

async function storeMetrics(sources: MetricSources): Promise<readonly Metric[]> {
  const [deployments, databaseBytes] = await Promise.all([sources.deployments(), sources.databaseBytes()]);
  const pendingHelp = 'Reports of nodes that are not in the database yet.';
  const bytesHelp = 'Size of the database, with what is not merged into it yet.';
  return [
    gauge('devopsellence_pending_reports', pendingHelp, sources.pendingReports()),
    gauge('devopsellence_deployments', 'Deployments by state.', samplesBy('state', deployments)),
    gauge('devopsellence_database_bytes', bytesHelp, databaseBytes),
  ];
}

async function backupMetrics({ backups }: MetricSources): Promise<readonly Metric[]> {
  const { made, failed, newestAt } = await backups();
  const newestHelp = 'The moment of which the newest whole backup is; 0: there is none.';
  const outcomes = samplesBy('outcome', { made, failed });
  return [
    counter('devopsellence_backups_total', 'Backups since the start, by what became of them.', outcomes),
    gauge('devopsellence_backup_newest_timestamp_seconds', newestHelp, (newestAt ?? 0) / 1_000),
  ];
}
