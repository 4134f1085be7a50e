import type { Connection, FailureCode } from '@devopsellence/core';
import { VERSION } from '@devopsellence/runtime';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

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
  readonly calls: CallObserver;
  readonly #registry = new Registry();

  constructor(sources: MetricSources) {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    this.calls = callMetrics(registers);
    new Gauge({
      name: 'devopsellence_build_info',
      help: 'Always 1; the label says which version runs.',
      labelNames: ['version'],
      registers,
    }).set({ version: VERSION }, 1);
    fleetMetrics(registers, sources);
    storeMetrics(registers, sources);
    backupMetrics(registers, sources);
    new Gauge({
      name: 'devopsellence_certificate_end_timestamp_seconds',
      help: 'When a certificate of the control plane ends.',
      labelNames: ['certificate'],
      registers,
      collect() {
        for (const [certificate, endsAt] of Object.entries(sources.certificateEnds())) {
          this.set({ certificate }, endsAt / 1000);
        }
      },
    });
  }

  /** The page, in Prometheus' text format. */
  page(): Promise<string> {
    return this.#registry.metrics();
  }
}

function callMetrics(registers: Registry[]): CallObserver {
  const open = new Gauge({
    name: 'devopsellence_open_calls',
    help: 'Calls of operators that are not answered yet, streams included.',
    labelNames: ['method'],
    registers,
  });
  const calls = new Counter({
    name: 'devopsellence_calls_total',
    help: 'Calls of operators that have ended, by method and outcome.',
    labelNames: ['method', 'code'],
    registers,
  });
  const durations = new Histogram({
    name: 'devopsellence_call_duration_seconds',
    help: 'How long calls of operators took, streams included.',
    labelNames: ['method'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
    registers,
  });
  return {
    began: (method) => open.inc({ method }),
    ended: (method, code, tookMs) => {
      open.dec({ method });
      calls.inc({ method, code });
      durations.observe({ method }, tookMs / 1000);
    },
  };
}

function fleetMetrics(registers: Registry[], { nodes, documentsSent, agentStreams }: MetricSources): void {
  new Gauge({
    name: 'devopsellence_nodes',
    help: 'Nodes by state of their connection.',
    labelNames: ['connection'],
    registers,
    collect() {
      for (const [connection, count] of Object.entries(nodes())) this.set({ connection }, count);
    },
  });
  new Gauge({
    name: 'devopsellence_agent_streams',
    help: 'Streams that agents have open: three for each agent that is connected.',
    registers,
    collect() {
      this.set(agentStreams());
    },
  });
  new Counter({
    name: 'devopsellence_desired_states_sent_total',
    help: 'Desired states sent to agents.',
    registers,
    collect() {
      this.reset();
      this.inc(documentsSent());
    },
  });
}

function storeMetrics(registers: Registry[], { pendingReports, deployments, databaseBytes }: MetricSources): void {
  new Gauge({
    name: 'devopsellence_pending_reports',
    help: 'Reports of nodes that are not in the database yet.',
    registers,
    collect() {
      this.set(pendingReports());
    },
  });
  new Gauge({
    name: 'devopsellence_deployments',
    help: 'Deployments by state.',
    labelNames: ['state'],
    registers,
    async collect() {
      for (const [state, count] of Object.entries(await deployments())) this.set({ state }, count);
    },
  });
  new Gauge({
    name: 'devopsellence_database_bytes',
    help: 'Size of the database, with what is not merged into it yet.',
    registers,
    async collect() {
      this.set(await databaseBytes());
    },
  });
}

function backupMetrics(registers: Registry[], { backups }: MetricSources): void {
  new Counter({
    name: 'devopsellence_backups_total',
    help: 'Backups since the start, by what became of them.',
    labelNames: ['outcome'],
    registers,
    async collect() {
      const { made, failed } = await backups();
      this.reset();
      this.inc({ outcome: 'made' }, made);
      this.inc({ outcome: 'failed' }, failed);
    },
  });
  new Gauge({
    name: 'devopsellence_backup_newest_timestamp_seconds',
    help: 'The moment of which the newest whole backup is; 0: there is none.',
    registers,
    async collect() {
      this.set(((await backups()).newestAt ?? 0) / 1000);
    },
  });
}
