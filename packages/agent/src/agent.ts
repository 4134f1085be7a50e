import { createPrivateKey } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { Clock, Logger, LogRing } from '@devopsellence/runtime';
import { Diagnostician } from './diagnosis/diagnostician.js';
import type { ContainerEngine } from './engine/container-engine.js';
import { BlobSource } from './images/blob-source.js';
import { Ledger } from './reconcile/ledger.js';
import { Reconciler } from './reconcile/reconciler.js';
import { ReportFeed } from './report-feed.js';
import { ImageKeeper } from './retention/image-keeper.js';
import { imageRecordText, readImageRecord } from './retention/image-record-file.js';
import { AcceptedState } from './session/accepted-state.js';
import { stayConnected } from './session/connect.js';
import { RegistryCredentials } from './session/registry-credentials.js';
import { SessionHealth } from './session/session-health.js';
import { AcceptedFile } from './state/accepted-file.js';
import { HeldCredentials } from './state/held-credentials.js';
import type { NodeCredentials } from './state/identity.js';
import { KeptFile } from './state/kept-file.js';
import { ledgerText, readLedger } from './state/ledger-file.js';
import { statePaths } from './state/state-directory.js';
import { ImageResolver } from './tunnel/image-resolver.js';

export interface AgentOptions {
  readonly stateDir: string;
  readonly credentials: NodeCredentials;
  readonly engine: ContainerEngine;
  /** Called once, when the agent has seen what is on the engine and begins to act. */
  readonly onReady: (revision: number) => void;
  readonly clock: Clock;
  readonly random: () => number;
  readonly logger: Logger;
  /** What `logger` writes goes there, too. */
  readonly log: LogRing;
}

/** Runs the agent until the signal aborts. Containers run on. */
export async function runAgent(options: AgentOptions, signal: AbortSignal): Promise<void> {
  const { stateDir, credentials, engine, clock, logger } = options;
  // Every call to the engine that is under way listens to it: their number says nothing about a leak.
  setMaxListeners(0, signal);
  const paths = statePaths(stateDir);
  const held = new HeldCredentials(stateDir, credentials);
  const reports = new ReportFeed();
  const registryCredentials = new RegistryCredentials(logger);
  const blobs = new BlobSource(options);
  const credentialFor = (host: string, asking: AbortSignal) => registryCredentials.credentialFor(host, asking);

  const ledgerFile = new KeptFile({ path: paths.ledger, content: () => ledgerText(ledger.entries()), clock, logger });
  const ledger = new Ledger(await readLedger(paths.ledger), () => ledgerFile.changed(signal));
  const imagesFile = new KeptFile({ path: paths.images, content: () => imageRecordText(keeper.record), clock, logger });
  const record = await readImageRecord(paths.images);
  const keeper = new ImageKeeper({ ...options, record, onChange: () => imagesFile.changed(signal) });

  const reconciler = new Reconciler({
    ...options,
    ledger,
    reports,
    saveLedger: () => ledgerFile.save(),
    credentialFor,
    blobs,
    onPulled: (reference) => keeper.pulled(reference),
    onSettled: () => keeper.settled(signal),
  });
  const accepted = new AcceptedState({
    nodeId: held.identity.nodeId,
    signingKeys: () => held.identity.trust.signingKeys,
    file: new AcceptedFile(paths.desiredState, createPrivateKey(credentials.privateKey)),
    onAccepted: (document) => {
      keeper.accepted(document.desiredState);
      reconciler.follow(document);
    },
    logger,
  });
  const stop = reports.onChange(() => {
    if (reports.latest()?.engineError !== '') return;
    stop();
    options.onReady(accepted.revision);
  });
  const health = new SessionHealth();
  const redact = (text: string) => reconciler.redact(text);
  const diagnostician = new Diagnostician({
    ...options,
    health,
    certificate: () => held.identity.certificate,
    acceptedRevision: () => accepted.revision,
    seen: () => reconciler.seen(),
    redact,
  });
  const workshop = {
    engine,
    clock,
    log: options.log,
    redact,
    diagnostician,
    images: new ImageResolver({ engine, credentialFor, clock }),
    containers: (environmentId: string) => reconciler.containers(environmentId),
    desired: (environmentId: string, service: string) => reconciler.desired(environmentId, service),
    wantsVolume: (name: string) => reconciler.wantsVolume(name),
    onChange: (listener: () => void) => reports.onChange(listener),
  };

  await accepted.restore();
  const session = { ...options, held, health, accepted, reports, registryCredentials, blobs, workshop };
  await Promise.all([reconciler.run(signal), stayConnected(session, signal)]);
  await Promise.all([ledgerFile.save(), imagesFile.save()]);
}
