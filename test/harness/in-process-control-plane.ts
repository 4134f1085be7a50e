import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  ControlPlane,
  type ControlPlaneAddresses,
  createDeployPart,
  parseServerConfig,
} from '@devopsellence/control-plane';
import { dumpTables } from '@devopsellence/control-plane/testing';
import type { Clock, Logger, LogRing } from '@devopsellence/runtime';

/** What heartbeats change all the time, whatever operators do. */
const WRITTEN_BEHIND = ['node_reports'] as const;

/** A real control plane in this process. Its ports stay the same when it is started again. */
export class InProcessControlPlane {
  readonly dataDir: string;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #log: LogRing;
  #running: ControlPlane | null = null;
  #addresses: ControlPlaneAddresses | null = null;

  /** `log`: where `logger` writes, too. */
  constructor(dataDir: string, clock: Clock, { logger, log }: { readonly logger: Logger; readonly log: LogRing }) {
    this.dataDir = dataDir;
    this.#clock = clock;
    this.#logger = logger;
    this.#log = log;
  }

  /** Of the last start. */
  get addresses(): ControlPlaneAddresses {
    if (this.#addresses === null) throw new Error('the control plane was not started yet');
    return this.#addresses;
  }

  /** `host:port` of the operator API. */
  get operator(): string {
    return this.addresses.operator;
  }

  get databaseFile(): string {
    return join(this.dataDir, 'control-plane.db');
  }

  async start(): Promise<void> {
    const anywhere = '127.0.0.1:0';
    const config = parseServerConfig(
      {
        dataDir: this.dataDir,
        operatorListen: this.#addresses?.operator ?? anywhere,
        agentListen: this.#addresses?.agent ?? anywhere,
        metricsListen: anywhere,
        backupSchedule: 'off',
      },
      {},
    );
    const controlPlane = new ControlPlane({
      config,
      clock: this.#clock,
      logger: this.#logger,
      log: this.#log,
      createDeployPart,
    });
    this.#addresses = await controlPlane.start();
    this.#running = controlPlane;
  }

  async stop(): Promise<void> {
    await this.#running?.stop();
    this.#running = null;
  }

  async ownerToken(): Promise<string> {
    return (await readFile(join(this.dataDir, 'owner-token'), 'utf8')).trim();
  }

  /** Everything operators can have changed, a line for each row. */
  async dump(): Promise<readonly string[]> {
    const tables = await dumpTables(this.databaseFile);
    return Object.entries(tables)
      .filter(([name]) => !WRITTEN_BEHIND.some((other) => other === name))
      .flatMap(([name, rows]) => rows.map((row) => `${name} ${row.replace(/"last_seen_at":(\d+|null)/, '')}`));
  }
}
