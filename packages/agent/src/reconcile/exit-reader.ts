import type { Instant, KeptExit, ObservedContainer } from '@devopsellence/core';
import type { Clock, Logger } from '@devopsellence/runtime';
import { type ContainerEngine, NANOS_PER_MILLI } from '../engine/container-engine.js';
import { type ExitStore, isSameRun } from './exit-store.js';
import { inTime, lastLinesInTime } from './last-lines.js';
import type { Ledger } from './ledger.js';

/** A process may write before the engine says that it runs. */
const EARLY_MS = 2_000;
const NEVER_READY = 'stopped before it was ready';

export interface ExitReaderOptions {
  readonly engine: ContainerEngine;
  readonly ledger: Ledger;
  readonly exits: ExitStore;
  /** Keeps the exits on disk, at once. */
  readonly saveExits: () => Promise<void>;
  readonly redact: (text: string) => string;
  /** Called when more is known of an exit. */
  readonly onExplained: () => void;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A container whose run has ended. */
interface Ended {
  readonly container: ObservedContainer;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly wasReady: boolean;
  /** See `KeptExit.stoppedFor`. */
  readonly stoppedFor: string;
}

/**
 * Reads how containers of services ended and what they wrote last, beside the passes. Whoever starts such a container
 * again or removes it waits for `settled`: what it wrote is gone after that, or mixed with what the next run writes.
 */
export class ExitReader {
  readonly #options: ExitReaderOptions;
  /** By container id. */
  readonly #reading = new Map<string, Promise<void>>();
  /** By container id: start of the run whose end was looked at last. */
  readonly #looked = new Map<string, Instant>();

  constructor(options: ExitReaderOptions) {
    this.#options = options;
  }

  /** Looks at every run that has ended, once. The ledger has taken in the same containers. */
  look(containers: readonly ObservedContainer[], signal: AbortSignal): void {
    const present = new Set(containers.map(({ id }) => id));
    for (const id of this.#looked.keys()) if (!present.has(id)) this.#looked.delete(id);
    for (const container of containers) {
      if (container.finishedAt !== null && container.taskRun === null) this.#lookAt(container, signal);
    }
  }

  #lookAt(container: ObservedContainer, signal: AbortSignal): void {
    const { id, startedAt, finishedAt: endedAt } = container;
    if (startedAt === null || endedAt === null || this.#looked.get(id) === startedAt) return;
    this.#looked.set(id, startedAt);
    const entry = this.#options.ledger.entryOf(id);
    const { isAsked = false, wasReady = false } = entry?.ended ?? {};
    const rejected = entry?.history.rejected ?? null;
    // One that did well, and that the agent stops, has nothing to explain.
    if (isAsked && rejected === null && wasReady) return;
    const stoppedFor = isAsked ? (rejected ?? NEVER_READY) : '';
    this.#begin({ container, startedAt, endedAt, wasReady, stoppedFor }, signal);
  }

  /** Resolves when all that is to be read of the container has been, or it took too long. */
  async settled(containerId: string): Promise<void> {
    await this.#reading.get(containerId);
  }

  /**
   * A container is about to be removed, and ended for that: one that never became ready may have said why. Whether a pass
   * has seen its end meanwhile is a matter of luck.
   */
  async lastWords(containerId: string, signal: AbortSignal): Promise<void> {
    await this.settled(containerId);
    const entry = this.#options.ledger.entryOf(containerId);
    if (entry === null || entry.history.readyInThisRun) return;
    if (entry.ended?.startedAt === entry.history.startedAt) return await this.settled(containerId);
    const container = await this.#options.engine.inspectContainer(containerId, inTime(signal)).catch(() => null);
    if (container === null || container.taskRun !== null || container.state !== 'exited') return;
    const { startedAt, finishedAt: endedAt } = container;
    if (startedAt === null || endedAt === null) return;
    const stoppedFor = entry.history.rejected ?? NEVER_READY;
    this.#begin({ container, startedAt, endedAt, wasReady: false, stoppedFor }, signal);
    await this.settled(containerId);
  }

  #begin(ended: Ended, signal: AbortSignal): void {
    const { id, environmentId, service } = ended.container;
    const kept = this.#options.exits
      .of(environmentId, service)
      .find((known) => isSameRun(known, { containerId: id, startedAt: ended.startedAt }));
    if (kept !== undefined) {
      this.#explain(id, kept);
      return;
    }
    const reading = this.#read(ended, signal);
    this.#reading.set(id, reading);
    this.#options.exits.expect(reading);
    void reading.then(() => {
      this.#reading.delete(id);
      void this.#save();
    });
  }

  async #read(ended: Ended, signal: AbortSignal): Promise<void> {
    const { engine, exits, redact, clock } = this.#options;
    const { container, startedAt, endedAt, wasReady, stoppedFor } = ended;
    const { id: containerId, name, environmentId, service, hash, releaseId } = container;
    const exitCode = container.exitCode ?? 0;
    const [lastLines, seen] = await Promise.all([
      lastLinesInTime({ engine, containerId, redact, sinceNs: this.#beginningOf(ended) }, signal),
      // Events do not say whether it ran out of memory, and a container that is started again has forgotten it.
      exitCode === 0 ? null : engine.inspectContainer(containerId, inTime(signal)).catch(() => null),
    ]);
    const isOutOfMemory = seen?.isOutOfMemory ?? false;
    // The next agent reads them whole.
    if (signal.aborted) return;
    const readAt = Math.max(clock.now(), endedAt);
    const end = { startedAt, endedAt, exitCode, isOutOfMemory, wasReady, stoppedFor, lastLines, readAt };
    exits.add(environmentId, service, { container: name, containerId, hash, releaseId, ...end });
    this.#explain(containerId, end);
  }

  #explain(
    containerId: string,
    { endedAt: at, isOutOfMemory, lastLines }: Pick<KeptExit, 'endedAt' | 'isOutOfMemory' | 'lastLines'>,
  ): void {
    const lastLine = lastLines.findLast((line) => line.trim() !== '')?.trim() ?? '';
    this.#options.ledger.explain(containerId, { at, isOutOfMemory, lastLine });
    this.#options.onExplained();
  }

  /** Nobody waits for a disk before a container is started again. */
  async #save(): Promise<void> {
    const { saveExits, logger } = this.#options;
    await saveExits().catch((error: unknown) => logger.warn({ err: error }, 'cannot keep how containers ended'));
  }

  /** After everything that an earlier run wrote. A moment after the start of the run was told by another clock. */
  #beginningOf({ container, startedAt }: Ended): bigint {
    const { id, environmentId, service } = container;
    const earlier = this.#options.exits
      .of(environmentId, service)
      .filter((exit) => exit.containerId === id && exit.readAt < startedAt)
      .map((exit) => exit.readAt + 1);
    return BigInt(Math.max(startedAt - EARLY_MS, ...earlier)) * NANOS_PER_MILLI;
  }
}
