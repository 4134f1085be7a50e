import { AppError, type DesiredState, type Instant } from '@devopsellence/core';
import type { Clock, Logger } from '@devopsellence/runtime';
import type { ContainerEngine } from '../engine/container-engine.js';
import { removePulled } from '../images/remove-pulled.js';
import {
  type ImageRecord,
  recordDesiredState,
  recordPulled,
  recordRemoved,
  recordSettled,
  surplusImages,
} from './retention.js';

const PAUSE_MS = 5 * 60_000;

export interface ImageKeeperOptions {
  readonly engine: ContainerEngine;
  readonly record: ImageRecord;
  /** Called after every change of the record. */
  readonly onChange: () => void;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Removes images this agent pulled for releases that nobody goes back to. */
export class ImageKeeper {
  readonly #options: ImageKeeperOptions;
  #record: ImageRecord;
  #sweepAt: Instant = 0;

  constructor(options: ImageKeeperOptions) {
    this.#options = options;
    this.#record = options.record;
  }

  get record(): ImageRecord {
    return this.#record;
  }

  accepted(desiredState: DesiredState): void {
    this.#set(recordDesiredState(this.#record, desiredState));
  }

  pulled(reference: string): void {
    this.#set(recordPulled(this.#record, reference));
  }

  /** The node is as desired. That is remembered of its releases, and a good moment to tidy up, if the last is long ago. */
  settled(signal: AbortSignal): void {
    this.#set(recordSettled(this.#record));
    const now = this.#options.clock.now();
    const surplus = surplusImages(this.#record);
    if (surplus.length === 0 || now < this.#sweepAt) return;
    this.#sweepAt = now + PAUSE_MS;
    void this.#remove(surplus, signal);
  }

  async #remove(surplus: readonly string[], signal: AbortSignal): Promise<void> {
    const { engine, logger } = this.#options;
    for (const reference of surplus) {
      if (signal.aborted) return;
      try {
        await removePulled(engine, reference, signal);
        this.#set(recordRemoved(this.#record, reference));
        logger.info({ reference }, 'removed an image that no kept release runs');
      } catch (error) {
        const reason = error instanceof AppError ? error.message : String(error);
        logger.debug({ reference, reason }, 'an old image stays for now');
      }
    }
  }

  #set(record: ImageRecord): void {
    if (record === this.#record) return;
    this.#record = record;
    this.#options.onChange();
  }
}
