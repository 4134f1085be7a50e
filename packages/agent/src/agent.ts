import { createPrivateKey } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { PublishedPortSpec } from '@devopsellence/core';
import {
  type Clock,
  EventLoopWatch,
  type ListenAddress,
  type Logger,
  type LogRing,
  removeHalfWritten,
} from '@devopsellence/runtime';
import { Diagnostician } from './diagnosis/diagnostician.js';
import type { ContainerEngine } from './engine/container-engine.js';
import { AgentFigures } from './health/agent-figures.js';
import { type AgentHealthSources, agentHealth } from './health/agent-health.js';
import { countedEngine } from './health/counted-engine.js';
import { serveHealth } from './health/serve-health.js';
import { BlobSource } from './images/blob-source.js';
import { findUsedPorts } from './ports/find-used-ports.js';
import { describeService } from './reconcile/describe-service.js';
import { ExitStore } from './reconcile/exit-store.js';
import { Ledger } from './reconcile/ledger.js';
import { Reconciler } from './reconcile/reconciler.js';
import { ReportFeed } from './report-feed.js';
import { ImageKeeper } from './retention/image-keeper.js';
import { imageRecordText, readImageRecord } from './retention/image-record-file.js';
import { AcceptedState } from './session/accepted-state.js';
import { stayConnected } from './session/connect.js';
import { type CredentialFor, RegistryCredentials } from './session/registry-credentials.js';
import { SessionHealth } from './session/session-health.js';
import { AcceptedFile } from './state/accepted-file.js';
import { exitsFileText, readKeptExits } from './state/exits-file.js';
import { HeldCredentials } from './state/held-credentials.js';
import type { NodeCredentials } from './state/identity.js';
import { KeptFile } from './state/kept-file.js';
import { ledgerText, readLedger } from './state/ledger-file.js';
import { statePaths } from './state/state-directory.js';
import { ImageResolver } from './tunnel/image-resolver.js';

/** Seldom, as an agent that has nothing to do is to use next to no processor time. */
const EVENT_LOOP_RESOLUTION_MS = 200;

export interface AgentOptions {
  readonly stateDir: string;
  readonly credentials: NodeCredentials;
  readonly engine: ContainerEngine;
  /** Where /healthz, /readyz and /metrics are; null: nowhere. */
  readonly metricsListen: ListenAddress | null;
  /** Called once, when the agent has seen what is on the engine and begins to act. */
  readonly onReady: (ready: AgentReady) => void;
  readonly clock: Clock;
  readonly random: () => number;
  readonly logger: Logger;
  /** What `logger` writes goes there, too. */
  readonly log: LogRing;
}

export interface AgentReady {
  /** That it acts on; 0: it was never asked for anything. */
  readonly revision: number;
  /** Where its metrics really are; null: nowhere. */
  readonly metrics: string | null;
}

/** Runs the agent until the signal aborts. Containers run on. */
export async function runAgent(given: AgentOptions, signal: AbortSignal): Promise<void> {
  const figures = new AgentFigures(given.clock);
  const engine = countedEngine(given.engine, (call, outcome) => figures.calledEngine(call, outcome));
  const options = { ...given, engine };
  const { stateDir, credentials, clock, logger } = options;
  // Every call to the engine that is under way listens to it: their number says nothing about a leak.
  setMaxListeners(0, signal);
  await removeHalfWritten(stateDir);
  const held = new HeldCredentials(stateDir, credentials);
  const reports = new ReportFeed();
  const registryCredentials = new RegistryCredentials(logger);
  const blobs = new BlobSource(options);
  const credentialFor: CredentialFor = (use, asking) => registryCredentials.credentialFor(use, asking);

  const { keeper, save, ...memory } = await recall(options, signal);
  const reconciler = new Reconciler({
    ...options,
    ...memory,
    reports,
    figures,
    credentialFor,
    blobs,
    onPulled: (reference) => keeper.pulled(reference),
    onSettled: () => keeper.settled(signal),
  });
  const accepted = new AcceptedState({
    nodeId: held.identity.nodeId,
    signingKeys: () => held.identity.trust.signingKeys,
    file: new AcceptedFile(statePaths(stateDir).desiredState, createPrivateKey(credentials.privateKey)),
    onAccepted: (document) => {
      keeper.accepted(document.desiredState);
      reconciler.follow(document);
    },
    logger,
  });
  const health = new SessionHealth();
  const self = { health, acceptedRevision: () => accepted.revision, certificate: () => held.identity.certificate };
  const sources = { ...self, figures, reports, isEngineThere: () => reconciler.isEngineThere };
  const metrics = await tellHealth({ ...options, ...sources, actions: () => reconciler.actions() }, signal);
  const stop = reports.onChange(() => {
    if (reports.latest()?.engineError !== '') return;
    stop();
    options.onReady({ revision: accepted.revision, metrics });
  });
  const redact = (text: string) => reconciler.redact(text);
  const diagnostician = new Diagnostician({ ...options, ...self, seen: () => reconciler.seen(), redact });
  const workshop = {
    engine,
    clock,
    log: options.log,
    redact,
    diagnostician,
    images: new ImageResolver({ engine, credentialFor, clock }),
    ...workOn(reconciler, engine),
    describeService: (environmentId: string, service: string) =>
      describeService(
        { ...memory, reports, containers: (id) => reconciler.containers(id) },
        { environmentId, service, at: clock.now() },
      ),
    onChange: (listener: () => void) => reports.onChange(listener),
  };

  await accepted.restore();
  const session = { ...options, held, health, accepted, reports, registryCredentials, blobs, workshop };
  await Promise.all([reconciler.run(signal), stayConnected(session, signal)]);
  await save();
}

/** What channels ask of the reconciler. */
function workOn(reconciler: Reconciler, engine: ContainerEngine) {
  const desired = (environmentId: string, service: string) => reconciler.desired(environmentId, service);
  const sources = { engine, desired, seen: () => reconciler.seen().containers };
  return {
    desired,
    containers: (environmentId: string) => reconciler.containers(environmentId),
    runState: (runId: string) => reconciler.runState(runId),
    wantsVolume: (name: string) => reconciler.wantsVolume(name),
    restart: (...restarted: Parameters<Reconciler['restart']>) => reconciler.restart(...restarted),
    findUsedPorts: (ports: readonly PublishedPortSpec[], asking: AbortSignal) => findUsedPorts(sources, ports, asking),
  };
}

/** What the agent remembers over restarts: histories of containers, and images. `save` resolves when all is on disk. */
async function recall(options: AgentOptions, signal: AbortSignal) {
  const { stateDir, clock, logger } = options;
  const paths = statePaths(stateDir);
  const ledgerFile = new KeptFile({ path: paths.ledger, content: () => ledgerText(ledger.content()), clock, logger });
  const ledger = new Ledger(await readLedger(paths.ledger), () => ledgerFile.changed(signal));
  const exits = new ExitStore(await readKeptExits(paths.exits));
  const exitsFile = new KeptFile({ path: paths.exits, content: () => exitsFileText(exits.content()), clock, logger });
  const imagesFile = new KeptFile({ path: paths.images, content: () => imageRecordText(keeper.record), clock, logger });
  const record = await readImageRecord(paths.images);
  const keeper = new ImageKeeper({ ...options, record, onChange: () => imagesFile.changed(signal) });
  const saveLedger = () => ledgerFile.save();
  const saveExits = () => exitsFile.save();
  const save = () => Promise.all([saveLedger(), saveExits(), imagesFile.save()]);
  return { ledger, saveLedger, exits, saveExits, keeper, save };
}

/** Resolves to where; null: nowhere. */
async function tellHealth(
  {
    metricsListen,
    logger,
    ...sources
  }: Pick<AgentOptions, 'metricsListen' | 'logger'> & Omit<AgentHealthSources, 'eventLoop'>,
  signal: AbortSignal,
): Promise<string | null> {
  if (metricsListen === null) return null;
  const eventLoop = new EventLoopWatch(EVENT_LOOP_RESOLUTION_MS);
  signal.addEventListener('abort', () => eventLoop.stop(), { once: true });
  return await serveHealth(metricsListen, { pages: agentHealth({ ...sources, eventLoop }), logger }, signal);
}
