import type { DesiredService, DesiredState, NodeReport, ServiceStatus, TaskRunStatus } from '@devopsellence/core';
import { AppError, containerName } from '@devopsellence/core';
import { aDefinition, aService, aWorker, desiring, SLUG, START_OF_TIME } from '@devopsellence/core/testing';
import { FakeClock, silentLogger } from '@devopsellence/runtime/testing';
import { AgentFigures } from '../health/agent-figures.js';
import { ExitStore } from '../reconcile/exit-store.js';
import { Ledger } from '../reconcile/ledger.js';
import { Reconciler } from '../reconcile/reconciler.js';
import { ReportFeed } from '../report-feed.js';
import { exitsFileText } from '../state/exits-file.js';
import { ledgerText } from '../state/ledger-file.js';
import { FakeEngine } from './fake-engine.js';
import { settle } from './settle.js';

const DIGEST = 'sha256:1111';
export const IMAGE = { reference: 'busybox:1.36', digest: null, imageId: 'sha256:busybox' };

/** A worker that runs until it is stopped, from an image the engine has. */
export function aRunningService(name: string, overrides: Partial<DesiredService> = {}): DesiredService {
  const definition = aDefinition({ image: IMAGE, command: ['sleep', '1000', name], ports: [] });
  return aWorker({ name, definition, hash: `1-${name}`, ...overrides });
}

/** A web service that is ready as soon as `command` succeeds inside it. */
export function aCheckedService(name: string, overrides: Partial<DesiredService> = {}): DesiredService {
  const check = { kind: 'command', command: ['sh', '-c', 'exit 0'] } as const;
  const readiness = { check, intervalMs: 1000, timeoutMs: 500, retries: 3, startPeriodMs: 0 };
  const definition = aDefinition({ image: IMAGE, command: ['sleep', '1000', name], ports: [] });
  return aService({ name, definition, readiness, hash: `1-${name}`, ...overrides });
}

/** Name of the container of a service. */
export function nameOf(service: { readonly name: string; readonly hash: string }): string {
  return containerName(SLUG, service.name, service.hash);
}

export function noBlob(digest: string): never {
  throw new AppError('not_found', { message: `there is no control plane to have ${digest}` });
}

/** A reconciler at work on a fake engine, with time in the hands of the test. */
export class ReconcilingNode {
  readonly clock = new FakeClock(START_OF_TIME);
  readonly engine = new FakeEngine(this.clock);
  readonly reports = new ReportFeed();
  readonly ledger = new Ledger({ containers: new Map(), taskOutcomes: new Map() }, () => undefined);
  readonly exits = new ExitStore(new Map());
  readonly pulled: string[] = [];
  /** What the ledger held each time it was to be kept on disk. */
  readonly saved: string[] = [];
  /** The same of the exits. */
  readonly savedExits: string[] = [];
  readonly reconciler = new Reconciler({
    engine: this.engine,
    ledger: this.ledger,
    figures: new AgentFigures(this.clock),
    reports: this.reports,
    saveLedger: async () => void this.saved.push(ledgerText(this.ledger.content())),
    exits: this.exits,
    saveExits: async () => void this.savedExits.push(exitsFileText(this.exits.content())),
    credentialFor: async () => null,
    blobs: { read: noBlob },
    onPulled: (reference) => this.pulled.push(reference),
    onSettled: () => undefined,
    clock: this.clock,
    random: () => 1,
    logger: silentLogger,
  });
  readonly #stop = new AbortController();
  #ended: Promise<void> = Promise.resolve();
  #revision = 0;

  constructor() {
    this.engine.addImage(IMAGE.reference, { imageId: IMAGE.imageId, digest: null });
    this.engine.images.registry.set('shop:1', DIGEST);
  }

  async start(): Promise<void> {
    this.#ended = this.reconciler.run(this.#stop.signal);
    await settle();
  }

  /** Makes these services of one environment what is desired. */
  async desire(services: readonly DesiredService[], deploymentId = 'deployment-1'): Promise<void> {
    await this.follow(desiring(services, { deploymentId }));
  }

  async follow(desiredState: DesiredState, secretValues: ReadonlyMap<string, string> = new Map()): Promise<void> {
    this.#revision += 1;
    this.reconciler.follow({ desiredState: { ...desiredState, revision: this.#revision }, secretValues });
    await settle();
  }

  taskRun(runId: string): TaskRunStatus {
    const status = this.report.taskRuns.find((run) => run.runId === runId);
    if (status === undefined) throw new Error(`nothing was reported of run ${runId}`);
    return status;
  }

  async advance(ms: number): Promise<void> {
    await this.clock.advance(ms);
    await settle();
  }

  get report(): NodeReport {
    const report = this.reports.latest();
    if (report === null) throw new Error('nothing was reported yet');
    return report;
  }

  status(name: string): ServiceStatus {
    const status = this.report.services.find((service) => service.name === name);
    if (status === undefined) throw new Error(`nothing was reported of ${name}`);
    return status;
  }

  /** The calls that were made since, the list aside. */
  async callsDuring(work: () => Promise<void> | void): Promise<readonly string[]> {
    const before = this.engine.calls.length;
    await work();
    await settle();
    return this.engine.calls.slice(before);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#ended;
  }
}
