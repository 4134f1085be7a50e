import { setMaxListeners } from 'node:events';
import { AGENT_GATEWAY } from '@devopsellence/protocol';
import {
  type Clock,
  EventLoopWatch,
  formatAddress,
  HealthServer,
  type Logger,
  type LogRing,
  makePrivateDirectory,
  removeHalfWritten,
} from '@devopsellence/runtime';
import { type BackupPart, openBackupPart } from './backup/backup-part.js';
import { placeRestore } from './backup/place-restore.js';
import { BlobStore } from './blobs/blob-store.js';
import { BlobSweeper } from './blobs/blob-sweeper.js';
import type { BlobUse } from './blobs/blob-use.js';
import { Cleanup } from './cleanup.js';
import { Endpoints } from './endpoints.js';
import { keepEventsBounded } from './events/retention.js';
import { createGatewayPart, type GatewayPart } from './gateway/gateway-part.js';
import { type Identity, openIdentity } from './identity/identity.js';
import { readKeyFacts } from './identity/key-facts.js';
import { Rotations } from './identity/rotations.js';
import { UploadedImages } from './images/uploaded-images.js';
import type { DiagnoseControlPlaneDeps } from './operator/diagnose-control-plane.js';
import { operatorApi } from './operator/operator-api.js';
import { MasterKeyRotation } from './secrets/master-key-rotation.js';
import { controlPlaneStops } from './server/call-scope.js';
import { GrpcServer } from './server/grpc-server.js';
import { AGENT_LIMITS, OPERATOR_LIMITS } from './server/listener-limits.js';
import { Metrics } from './server/metrics.js';
import { VitalSigns } from './server/vital-signs.js';
import { certificateNames, type ServerConfig } from './server-config.js';
import type { CreateDeployPart } from './services.js';
import { lockDataDirectory } from './store/data-dir-lock.js';
import { countDeployments, databaseIn, migrate, Store } from './store/index.js';

const EVENT_LOOP_RESOLUTION_MS = 20;

export interface ControlPlaneRunDeps {
  readonly config: ServerConfig;
  readonly clock: Clock;
  readonly logger: Logger;
  /** What `logger` writes goes there, too. */
  readonly log: LogRing;
  readonly createDeployPart: CreateDeployPart;
  /** Asks for this control plane to be stopped and for another in its place. Returns at once. */
  readonly restart: () => void;
}

/** How a control plane that was started is reached; ports are those really bound. */
export interface ControlPlaneAddresses {
  readonly operator: string;
  readonly agent: string;
  readonly metrics: string;
  /** Of the certificate authority. */
  readonly fingerprint: string;
  readonly ownerTokenFile: string;
}

interface Parts {
  readonly store: Store;
  readonly identity: Identity;
  readonly rotations: Rotations;
  readonly masterKeyRotation: MasterKeyRotation;
  readonly gatewayPart: GatewayPart;
  readonly endpoints: Endpoints;
  readonly self: DiagnoseControlPlaneDeps;
  readonly blobs: BlobStore;
  readonly images: UploadedImages;
  readonly backupPart: BackupPart;
}

type Observed = Pick<Parts, 'store' | 'identity' | 'rotations' | 'masterKeyRotation' | 'gatewayPart' | 'backupPart'>;

/** One run of a control plane: opened, listening and working from `start` until `stop`. */
export class ControlPlaneRun {
  readonly #deps: ControlPlaneRunDeps;
  readonly #cleanup = new Cleanup();
  readonly #stopping = new AbortController();

  constructor(deps: ControlPlaneRunDeps) {
    this.#deps = deps;
    // Every call that is open listens for the stop.
    setMaxListeners(0, this.#stopping.signal);
  }

  /** Resolves once calls are served. When it rejects, everything it had begun is undone. Called once. */
  async start(): Promise<ControlPlaneAddresses> {
    try {
      return await this.#start();
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Ends all calls and streams, writes what is not written yet, and gives everything back, within a few seconds. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#cleanup.run();
  }

  async #start(): Promise<ControlPlaneAddresses> {
    const { config } = this.#deps;
    const parts = await this.#open();
    const agent = await this.#listenForAgents(parts);
    const operator = await this.#listenForOperators(parts);
    const metrics = await this.#listenForMetrics(parts);
    return {
      operator: formatAddress({ ...config.operatorListen, port: operator.port }),
      agent: formatAddress({ ...config.agentListen, port: agent.port }),
      metrics: formatAddress({ ...config.metricsListen, port: metrics.port }),
      fingerprint: parts.identity.authority.fingerprint,
      ownerTokenFile: parts.identity.ownerTokenFile,
    };
  }

  async #open(): Promise<Parts> {
    const { config, clock, logger } = this.#deps;
    const store = await this.#openStore();
    const identity = await openIdentity(store, clock, { ...config, names: certificateNames(config) });
    const blobs = await BlobStore.open({ ...this.#deps, ...config, store });
    const images = new UploadedImages({ ...this.#deps, blobs, store });
    const uses: readonly BlobUse[] = [images];
    const sweeper = new BlobSweeper({ ...this.#deps, blobs, uses });
    this.#runUntilStop('blobs', (signal) => sweeper.run(signal));
    const isConnected = (nodeId: string) => gatewayPart.gateway.isConnected(nodeId);
    const rotations = new Rotations({ ...this.#deps, ...identity, store, isConnected });
    const gatewayPart = await createGatewayPart({
      ...this.#deps,
      ...identity,
      store,
      blobs,
      uses,
      onIdentityChange: () => rotations.trigger(),
    });
    this.#runUntilStop('gateway', gatewayPart.run);
    this.#runUntilStop('server certificate', (signal) => identity.serverCertificate.run(signal, logger));
    this.#runUntilStop('rotations', (signal) => rotations.run(signal));
    const masterKeyRotation = new MasterKeyRotation({ ...this.#deps, ...identity, store });
    this.#runUntilStop('master key', (signal) => masterKeyRotation.run(signal));
    this.#runUntilStop('events', (signal) => keepEventsBounded({ ...this.#deps, store }, signal));
    const backupPart = await this.#openBackups(store, identity);
    const self = this.#observe({ store, identity, rotations, masterKeyRotation, gatewayPart, backupPart });
    const endpoints = new Endpoints(config);
    return { store, identity, rotations, masterKeyRotation, gatewayPart, endpoints, blobs, images, backupPart, self };
  }

  async #openBackups(store: Store, identity: Identity): Promise<BackupPart> {
    const part = await openBackupPart({
      ...this.#deps,
      ...this.#deps.config,
      ...identity,
      store,
      keys: identity.keyStore,
      authority: () => identity.authority.fingerprint,
    });
    this.#runUntilStop('backups', (signal) => part.run(signal));
    return part;
  }

  #observe({ store, identity, gatewayPart, backupPart, ...keys }: Observed) {
    const { fleet, documents, gateway, reports } = gatewayPart;
    const { config, clock, log } = this.#deps;
    const eventLoop = this.#watchEventLoop();
    const pendingReports = () => reports.pending;
    const certificates = () => ({
      authority: identity.authority.certificate,
      server: identity.serverCertificate.current.certificate,
    });
    const vitalSigns = new VitalSigns({ ...config, certificates, pendingReports, eventLoop, clock });
    const metrics = new Metrics({
      nodes: () => fleet.counts(),
      documentsSent: () => documents.sent,
      agentStreams: () => gateway.openStreams,
      pendingReports,
      deployments: () => countDeployments(store.db),
      databaseBytes: () => vitalSigns.databaseBytes(),
      certificateEnds: () => ({ ...vitalSigns.certificateEnds() }),
      // Whoever reads one begins it anew.
      eventLoop: this.#watchEventLoop(),
      backups: () => backupPart.figures(),
    });
    const keyFacts = () => readKeyFacts({ ...keys, clock });
    return { vitalSigns, metrics, log, backupFacts: () => backupPart.facts(), keyFacts };
  }

  #watchEventLoop(): EventLoopWatch {
    const watch = new EventLoopWatch(EVENT_LOOP_RESOLUTION_MS);
    this.#cleanup.add(() => watch.stop());
    return watch;
  }

  async #openStore(): Promise<Store> {
    const { dataDirectory } = this.#deps.config;
    await makePrivateDirectory(dataDirectory);
    const lock = lockDataDirectory(dataDirectory);
    this.#cleanup.add(() => lock.release());
    await removeHalfWritten(dataDirectory);
    await placeRestore(dataDirectory);
    const store = Store.open(databaseIn(dataDirectory));
    this.#cleanup.add(() => store.close());
    await migrate(store);
    return store;
  }

  async #listenForAgents({ identity, gatewayPart, endpoints }: Parts): Promise<GrpcServer> {
    const { gateway } = gatewayPart;
    const server = await GrpcServer.start({
      ...this.#deps.config.agentListen,
      keys: identity.serverCertificate,
      requiresClientCertificate: true,
      limits: AGENT_LIMITS,
      services: [{ definition: AGENT_GATEWAY, implementation: gateway.handlers() }],
    });
    endpoints.agentBound(server.port);
    this.#cleanup.add(async () => {
      gateway.closeAll(controlPlaneStops());
      await server.stop();
    });
    return server;
  }

  async #listenForOperators(parts: Parts): Promise<GrpcServer> {
    const { clock, logger, config, createDeployPart } = this.#deps;
    const { store, identity, gatewayPart, endpoints } = parts;
    const { fleet, tunnels, documents, gateway } = gatewayPart;
    const services = { store, fleet, tunnels, feed: documents, images: parts.images, clock, logger };
    const deployPart = createDeployPart(services);
    const stopping = this.#stopping.signal;
    const server = await GrpcServer.start({
      ...config.operatorListen,
      keys: identity.serverCertificate,
      requiresClientCertificate: false,
      limits: OPERATOR_LIMITS,
      services: operatorApi({ ...parts, ...parts.backupPart, services, deployPart, connections: gateway, stopping }),
    });
    endpoints.operatorBound(server.port);
    this.#cleanup.add(() => server.stop());
    this.#runUntilStop('rollout', (signal) => deployPart.run(signal));
    return server;
  }

  async #listenForMetrics({ store, self }: Parts): Promise<HealthServer> {
    const server = await HealthServer.start(this.#deps.config.metricsListen, {
      failure: () => null,
      obstacles: () => this.#obstacles(store),
      metrics: () => self.metrics.page(),
    });
    this.#cleanup.add(() => server.stop());
    return server;
  }

  /** What keeps it from serving calls; rejects when the database does not answer. */
  async #obstacles(store: Store): Promise<readonly string[]> {
    if (this.#stopping.signal.aborted) return ['it stops'];
    await store.db.selectFrom('tokens').select('id').limit(1).execute();
    return [];
  }

  /** Runs a part in the background; `stop` waits for its end. */
  #runUntilStop(part: string, run: (signal: AbortSignal) => Promise<void>): void {
    const running = run(this.#stopping.signal).catch((error: unknown) => {
      this.#deps.logger.error({ error, part }, 'a part of the control plane has stopped working');
    });
    this.#cleanup.add(() => running);
  }
}
