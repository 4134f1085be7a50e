import { createPublicKey, type KeyObject } from 'node:crypto';
import { AppError, toAppError } from '@devopsellence/core';
import {
  type DesiredStateDocument,
  parseDesiredState,
  type SignedPayload,
  verifyPayload,
} from '@devopsellence/protocol';
import type { Logger } from '@devopsellence/runtime';
import type { AcceptedFile } from '../state/accepted-file.js';
import { judge } from './acceptance.js';

export interface AcceptedStateOptions {
  readonly nodeId: string;
  /** PEM of the key that signs desired states. */
  readonly signingKey: string;
  readonly file: AcceptedFile;
  /** Told of each accepted document after it is on disk. */
  readonly onAccepted: (document: DesiredStateDocument) => void;
  readonly logger: Logger;
}

/** The desired state this node acts on: takes documents in, keeps the last accepted one, never goes back. */
export class AcceptedState {
  readonly #options: AcceptedStateOptions;
  readonly #key: KeyObject;
  #highest = 0;
  #current = 0;
  #offers: Promise<void> = Promise.resolve();

  constructor(options: AcceptedStateOptions) {
    this.#options = options;
    this.#key = createPublicKey(options.signingKey);
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
    this.#take(stored.signed, (document) => this.#follow(document));
  }

  /**
   * Takes in a document from the control plane, one after the other. One that is refused changes nothing. Rejects when it
   * cannot be written to disk: then it is not acted on either.
   */
  offer(signed: SignedPayload): Promise<void> {
    const offer = this.#offers.then(() =>
      this.#take(signed, async (document) => {
        const { revision } = document.desiredState;
        await this.#options.file.write(revision, signed);
        this.#follow(document);
      }),
    );
    this.#offers = offer.catch(() => undefined);
    return offer;
  }

  /** Calls `accept` with the document if it is one to act on. */
  #take<T>(signed: SignedPayload, accept: (document: DesiredStateDocument) => T): T | undefined {
    const { nodeId, logger } = this.#options;
    try {
      verifyPayload(signed, this.#key);
      const document = parseDesiredState(signed.payload);
      const verdict = judge(document.desiredState, { nodeId, highest: this.#highest, current: this.#current });
      if (verdict.kind === 'refuse') throw verdict.failure;
      return verdict.kind === 'accept' ? accept(document) : undefined;
    } catch (error) {
      const { code, message } = error instanceof AppError ? error : toAppError(error);
      logger.error({ code }, message);
      return undefined;
    }
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
