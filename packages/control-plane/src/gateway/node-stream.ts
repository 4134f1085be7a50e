import { toAppError } from '@devopsellence/core';
import { statusOf } from '@devopsellence/protocol';
import type { Peer } from './peer.js';

/** What all streams of the gateway have in common. */
export interface StreamCall {
  once(event: 'close' | 'cancelled' | 'error', listener: () => void): unknown;
  emit(event: 'error', status: unknown): boolean;
  end(): unknown;
}

/**
 * One stream that a node has open. Over means: ended by either side or broken, and never used again. gRPC alone does not
 * tell: a stream that the server ended emits no `close` while its reading half stands open.
 */
export class NodeStream {
  readonly nodeId: string;
  readonly #call: StreamCall;
  readonly #listeners: (() => void)[] = [];
  #isOver = false;
  /** Whose it is, once that was checked. */
  admitted: Peer | null = null;

  constructor(nodeId: string, call: StreamCall) {
    this.nodeId = nodeId;
    this.#call = call;
    for (const event of ['close', 'cancelled', 'error'] as const) call.once(event, () => this.#over());
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Calls back once, when the stream is over; at once when it is already. */
  onOver(listener: () => void): void {
    if (this.#isOver) listener();
    else this.#listeners.push(listener);
  }

  /** Ends the stream well: the agent opens another when it wants one. */
  end(): void {
    if (this.#isOver) return;
    this.#call.end();
    this.#over();
  }

  /** Ends the stream with a failure that the agent sees. */
  fail(error: unknown, correlationId = ''): void {
    if (this.#isOver) return;
    this.#call.emit('error', statusOf(toAppError(error), correlationId));
  }

  #over(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    for (const listener of this.#listeners.splice(0)) listener();
  }
}
