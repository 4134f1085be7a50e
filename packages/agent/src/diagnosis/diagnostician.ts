import { X509Certificate } from 'node:crypto';
import {
  type AgentFacts,
  type DiskFacts,
  type EngineSizes,
  type Instant,
  type NodeDiagnosis,
  toAppError,
  type UnreadPart,
} from '@devopsellence/core';
import { type Clock, type LogRing, readDisk, VERSION } from '@devopsellence/runtime';
import type { ContainerEngine } from '../engine/container-engine.js';
import type { EngineSnapshot } from '../reconcile/engine-view.js';
import type { SessionHealth } from '../session/session-health.js';
import { readMachine } from './machine.js';

/** What takes longer is left out: whoever asks is waiting. */
const PART_LIMIT_MS = 5_000;
const SIZES_LIMIT_MS = 10_000;
const MAX_LISTED = 500;
const MAX_LOG_LINES = 1_000;
const DEFAULT_ROOT = '/var/lib/docker';

export interface DiagnosticianOptions {
  readonly engine: ContainerEngine;
  readonly clock: Clock;
  readonly log: LogRing;
  readonly health: SessionHealth;
  readonly stateDir: string;
  /** PEM of the certificate that the node has now. */
  readonly certificate: () => string;
  readonly acceptedRevision: () => number;
  /** The engine as it was seen last. */
  readonly seen: () => EngineSnapshot;
  readonly redact: (text: string) => string;
}

export interface DiagnosisQuestion {
  /** Also what images and volumes take. */
  readonly sizes: boolean;
  readonly logLines: number;
}

interface Part<Value> {
  readonly value: Value | null;
  readonly unread: readonly UnreadPart[];
}

/** Tells how agent, engine and machine are. Each part has its own time limit: an engine that hangs costs its part only. */
export class Diagnostician {
  readonly #options: DiagnosticianOptions;
  readonly #startedAt: Instant;
  /** Where the engine keeps its data, as it last said; null: it has not said it yet. */
  #rootDirectory: string | null = null;

  constructor(options: DiagnosticianOptions) {
    this.#options = options;
    this.#startedAt = options.clock.now();
  }

  async diagnose({ sizes, logLines }: DiagnosisQuestion, signal: AbortSignal): Promise<NodeDiagnosis> {
    const { engine, clock, log, redact, seen, stateDir } = this.#options;
    const [survey, usage] = await Promise.all([
      this.#read('engine', PART_LIMIT_MS, signal, (limit) => engine.survey(limit)),
      sizes ? this.#read('sizes', SIZES_LIMIT_MS, signal, (limit) => this.#sizes(limit)) : NOTHING,
    ]);
    const [machine, engineDisk, stateDisk] = await Promise.all([
      readMachine(clock.now()),
      this.#engineDisk(survey.value?.facts.rootDirectory ?? null, signal),
      this.#read('disk of the agent', PART_LIMIT_MS, signal, () => readDisk('state', stateDir)),
    ]);
    const { containers, networks } = seen();
    return {
      agent: this.#agent(),
      machine,
      engine: survey.value?.facts ?? null,
      disks: [engineDisk.value, stateDisk.value].flatMap((disk) => disk ?? []),
      containers: containers.slice(0, MAX_LISTED).map(({ name, environmentId, service, state }) => ({
        name,
        environmentId,
        service,
        state,
      })),
      networks: networks.slice(0, MAX_LISTED).map(({ name, environmentId, attached }) => ({
        name,
        environmentId,
        attached,
      })),
      ports: survey.value?.ports ?? [],
      sizes: usage.value,
      unread: [survey, usage, engineDisk, stateDisk].flatMap(({ unread }) => unread),
      log: log.tail(Math.min(logLines, MAX_LOG_LINES)).map(({ text }) => redact(text)),
    };
  }

  #agent(): AgentFacts {
    const { health, certificate, acceptedRevision } = this.#options;
    return {
      version: VERSION,
      startedAt: this.#startedAt,
      memoryBytes: process.memoryUsage.rss(),
      acceptedRevision: acceptedRevision(),
      certificateEndsAt: Date.parse(new X509Certificate(certificate()).validTo),
      connectedAt: health.connectedAt,
      sessionFailures: health.failures,
      lastFailures: health.lastFailures,
    };
  }

  /** An engine that is down may be so for want of room: where it does not say where its data is, the usual place is tried. */
  async #engineDisk(rootDirectory: string | null, signal: AbortSignal): Promise<Part<DiskFacts>> {
    this.#rootDirectory = rootDirectory ?? this.#rootDirectory;
    const path = this.#rootDirectory;
    const disk = await this.#read('disk of the engine', PART_LIMIT_MS, signal, () =>
      readDisk('engine', path ?? DEFAULT_ROOT),
    );
    return path === null ? { ...disk, unread: [] } : disk;
  }

  async #sizes(signal: AbortSignal): Promise<EngineSizes> {
    const { imagesBytes, volumeBytes } = await this.#options.engine.measure(signal);
    return { imagesBytes, volumesBytes: [...volumeBytes.values()].reduce((sum, bytes) => sum + bytes, 0) };
  }

  /** Never rejects: what cannot be read in time is named, with the reason. */
  async #read<Value>(
    part: string,
    limitMs: number,
    signal: AbortSignal,
    read: (limit: AbortSignal) => Promise<Value>,
  ): Promise<Part<Value>> {
    const done = new AbortController();
    const limit = AbortSignal.any([signal, done.signal]);
    const tooLate = this.#options.clock.sleep(limitMs, limit).then(() => {
      throw new Error(`it took more than ${limitMs / 1000} s`);
    });
    try {
      return { value: await Promise.race([read(limit), tooLate]), unread: [] };
    } catch (error) {
      const { message, reason } = toAppError(error);
      return { value: null, unread: [{ part, reason: reason === null ? message : `${message}: ${reason}` }] };
    } finally {
      done.abort();
      tooLate.catch(() => undefined);
    }
  }
}

const NOTHING = Promise.resolve({ value: null, unread: [] });
