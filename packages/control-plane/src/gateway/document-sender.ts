import type { Writable } from 'node:stream';
import { AppError } from '@devopsellence/core';
import type { wire } from '@devopsellence/protocol';
import type { Logger } from '@devopsellence/runtime';
import type { DesiredStateFeed } from './desired-state-feed.js';
import type { Document } from './document.js';
import type { NodeStream } from './node-stream.js';

/** Composes the node's document; null when it has the known revision, or a lower one. */
export type Compose = (nodeId: string, knownRevision: number) => Promise<Document | null>;

/** The writing half of a WatchDesiredState stream. */
export interface DocumentStream extends Pick<Writable, 'once' | 'off'> {
  readonly request: wire.WatchDesiredStateRequest__Output;
  write(document: wire.SignedDesiredState): boolean;
}

/** Sends each connected node its newest document. A node has at most one stream: a newer one replaces the older. */
export class DocumentSender implements DesiredStateFeed {
  readonly #compose: Compose;
  readonly #logger: Logger;
  readonly #watches = new Map<string, Watch>();
  #sent = 0;

  constructor(compose: Compose, logger: Logger) {
    this.#compose = compose;
    this.#logger = logger;
  }

  /** Documents sent since the start. */
  get sent(): number {
    return this.#sent;
  }

  wake(nodeId: string): void {
    this.#watches.get(nodeId)?.wake();
  }

  /** Sends the document if it differs from the revision the agent has, and again whenever it changes. */
  open(session: NodeStream, documents: DocumentStream): void {
    const { nodeId } = session;
    const watch = new Watch(session, documents, {
      compose: (known) => this.#compose(nodeId, known),
      onSent: (revision) => {
        this.#sent += 1;
        this.#logger.debug({ node_id: nodeId, revision }, 'desired state sent');
      },
      onFailed: (error) => this.#tellOf(error, nodeId),
    });
    this.#watches.get(nodeId)?.replaced();
    this.#watches.set(nodeId, watch);
    session.onOver(() => {
      if (this.#watches.get(nodeId) === watch) this.#watches.delete(nodeId);
    });
    watch.wake();
  }

  /** A node may be removed while its document is composed: nothing that anybody has to look into. */
  #tellOf(error: unknown, nodeId: string): void {
    const isRemoved = error instanceof AppError && error.code === 'not_found';
    if (isRemoved) this.#logger.info({ node_id: nodeId }, 'the node was removed before its desired state was sent');
    else this.#logger.error({ node_id: nodeId, error }, 'desired state could not be composed');
  }
}

interface WatchDeps {
  readonly compose: (knownRevision: number) => Promise<Document | null>;
  readonly onSent: (revision: number) => void;
  readonly onFailed: (error: unknown) => void;
}

/**
 * One stream of documents. At most one document is being composed or written; changes that come meanwhile make exactly
 * one more, of the newest state. The revisions sent only grow.
 */
class Watch {
  readonly #session: NodeStream;
  readonly #documents: DocumentStream;
  readonly #deps: WatchDeps;
  #revision: number;
  #isWanted = false;
  #isBusy = false;

  constructor(session: NodeStream, documents: DocumentStream, deps: WatchDeps) {
    this.#session = session;
    this.#documents = documents;
    this.#deps = deps;
    this.#revision = documents.request.acceptedRevision;
  }

  wake(): void {
    this.#isWanted = true;
    if (!this.#isBusy) void this.#send();
  }

  replaced(): void {
    this.#session.end();
  }

  async #send(): Promise<void> {
    this.#isBusy = true;
    try {
      while (this.#isWanted && !this.#session.isOver) {
        this.#isWanted = false;
        const document = await this.#deps.compose(this.#revision);
        if (document !== null && !this.#session.isOver) await this.#write(document);
      }
    } catch (error) {
      this.#deps.onFailed(error);
      // The session dies whole: the agent comes back with its own backoff, and gets the document of that moment.
      this.#session.fail(error);
    } finally {
      this.#isBusy = false;
    }
  }

  async #write({ revision, signed }: Document): Promise<void> {
    this.#revision = revision;
    const hasRoom = this.#documents.write(signed);
    this.#deps.onSent(revision);
    if (!hasRoom) await this.#drained();
  }

  #drained(): Promise<void> {
    return new Promise((resolve) => {
      this.#documents.once('drain', resolve);
      this.#session.onOver(resolve);
    });
  }
}
