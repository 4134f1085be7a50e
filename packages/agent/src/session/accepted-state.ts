import { createPublicKey } from 'node:crypto';
import { AppError, toAppError } from '@devopsellence/core';
import {
  type DesiredStateDocument,
  parseDesiredState,
  type SignedPayload,
  signingKeyId,
  verifyPayload,
} from '@devopsellence/protocol';
import type { Logger } from '@devopsellence/runtime';
import type { AcceptedFile } from '../state/accepted-file.js';
import { judge } from './acceptance.js';

export interface AcceptedStateOptions {
  readonly nodeId: string;
  /** PEM of the keys that may sign desired states now. */
  readonly signingKeys: () => readonly string[];
  readonly file: AcceptedFile;
  /** Told of each accepted document after it is on disk. */
  readonly onAccepted: (document: DesiredStateDocument) => void;
  readonly logger: Logger;
}

/** A document as it comes; `keyId` says who claims to have signed it. */
export interface OfferedState extends SignedPayload {
  readonly keyId?: string;
}

/** The desired state this node acts on: takes documents in, keeps the last accepted one, never goes back. */
export class AcceptedState {
  readonly #options: AcceptedStateOptions;
  #highest = 0;
  #current = 0;
  #offers: Promise<void> = Promise.resolve();

  constructor(options: AcceptedStateOptions) {
    this.#options = options;
  }

  /** The revision that is acted on; 0 for none. */
  get revision(): number {
    return this.#current;
  }

  /** Takes up what was accepted last, before any connection exists. */
  async restore(): Promise<void> {
    const { file, logger } = this.#options;
    const stored = await file.read();
    if (stored === null) return;
    this.#highest = stored.revision;
    if (stored.signed === null) {
      logger.error({ revision: stored.revision }, 'cannot read the desired state on disk: waiting for a new one');
      return;
    }
    // Not by its signature, as its key may have been replaced since: that it could be unsealed shows that it was accepted.
    this.#take(stored.signed, (document) => this.#follow(document));
  }

  /**
   * Takes in a document from the control plane, one after the other. One that is refused changes nothing. Rejects, and
   * does not act on it either, when it cannot be written to disk, or names a key that is not known: the next session
   * learns the new keys first.
   */
  offer(signed: OfferedState): Promise<void> {
    const offer = this.#offers.then(() => this.#accept(signed));
    this.#offers = offer.catch(() => undefined);
    return offer;
  }

  async #accept(signed: OfferedState): Promise<void> {
    const keys = this.#options.signingKeys().map((pem) => createPublicKey(pem));
    try {
      verifyPayload(signed, keys);
    } catch (error) {
      this.#refused(error);
      if (signed.keyId !== undefined && !keys.some((key) => signingKeyId(key) === signed.keyId)) throw error;
      return;
    }
    await this.#take(signed, async (document) => {
      await this.#options.file.write(document.desiredState.revision, signed);
      this.#follow(document);
    });
  }

  /** Calls `accept` with the document if it is one to act on. */
  #take<T>(signed: SignedPayload, accept: (document: DesiredStateDocument) => T): T | undefined {
    const { nodeId } = this.#options;
    try {
      const document = parseDesiredState(signed.payload);
      const verdict = judge(document.desiredState, { nodeId, highest: this.#highest, current: this.#current });
      if (verdict.kind === 'refuse') throw verdict.failure;
      return verdict.kind === 'accept' ? accept(document) : undefined;
    } catch (error) {
      this.#refused(error);
      return undefined;
    }
  }

  #refused(error: unknown): void {
    const { code, message } = error instanceof AppError ? error : toAppError(error);
    this.#options.logger.error({ code }, message);
  }

  #follow(document: DesiredStateDocument): void {
    const { onAccepted, logger } = this.#options;
    const { revision } = document.desiredState;
    this.#highest = revision;
    this.#current = revision;
    logger.info({ revision }, 'accepted a desired state');
    onAccepted(document);
  }
}
