import { X509Certificate } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { ControlPlaneFacts, Instant } from '@devopsellence/core';
import { type Clock, type EventLoopWatch, readDisk, VERSION } from '@devopsellence/runtime';
import { databaseIn } from '../store/index.js';

export interface VitalSignsDeps {
  readonly dataDirectory: string;
  /** PEM of what the control plane shows and signs with now. */
  readonly certificates: () => { readonly authority: string; readonly server: string };
  readonly pendingReports: () => number;
  readonly eventLoop: EventLoopWatch;
  readonly clock: Clock;
}

/** What the control plane can tell of itself and its machine. */
export class VitalSigns {
  readonly #deps: VitalSignsDeps;
  readonly #startedAt: Instant;

  constructor(deps: VitalSignsDeps) {
    this.#deps = deps;
    this.#startedAt = deps.clock.now();
  }

  async read(): Promise<ControlPlaneFacts> {
    const { dataDirectory, pendingReports, eventLoop, clock } = this.#deps;
    const { authority, server } = this.certificateEnds();
    const [databaseBytes, disk] = await Promise.all([this.databaseBytes(), readDisk('data', dataDirectory)]);
    return {
      version: VERSION,
      at: clock.now(),
      startedAt: this.#startedAt,
      memoryBytes: process.memoryUsage.rss(),
      databaseBytes,
      disk,
      authorityEndsAt: authority,
      serverCertificateEndsAt: server,
      eventLoopLagMs: eventLoop.takeLagMs(),
      pendingReports: pendingReports(),
    };
  }

  /** With what is in the write-ahead log. */
  async databaseBytes(): Promise<number> {
    const database = databaseIn(this.#deps.dataDirectory);
    const sizes = await Promise.all([database, `${database}-wal`].map(sizeOf));
    return sizes.reduce((sum, size) => sum + size, 0);
  }

  certificateEnds(): { readonly authority: Instant; readonly server: Instant } {
    const { authority, server } = this.#deps.certificates();
    return { authority: endOf(authority), server: endOf(server) };
  }
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => null))?.size ?? 0;
}

/** Of the first certificate in the text. */
function endOf(pem: string): Instant {
  return Date.parse(new X509Certificate(pem).validTo);
}
