import { toAppError } from '@devopsellence/core';
import { ReadBuffer, serializeMessage } from '@modelcontextprotocol/sdk/shared/stdio.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import {
  CancelledNotificationSchema,
  isJSONRPCErrorResponse,
  isJSONRPCRequest,
  isJSONRPCResultResponse,
  type JSONRPCMessage,
  type RequestId,
} from '@modelcontextprotocol/sdk/types.js';
import type { Io } from '../io.js';

/** Messages over standard input and output, one a line. */
export class IoTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;
  readonly #io: Io;
  readonly #buffer = new ReadBuffer();
  /** What was asked and is not answered yet. */
  readonly #open = new Set<RequestId>();
  #onAnswered: () => void = () => undefined;

  constructor(io: Io) {
    this.#io = io;
  }

  /** What comes is read by `read`, once whoever connects is ready for it. */
  start(): Promise<void> {
    return Promise.resolve();
  }

  /** Hands over what comes, until its end. */
  async read(): Promise<void> {
    for await (const chunk of this.#io.stdin.chunks(this.#io.signal)) this.#take(chunk);
  }

  /** Resolves once everything that was asked is answered. */
  answered(): Promise<void> {
    return new Promise((resolve) => {
      this.#onAnswered = resolve;
      if (this.#open.size === 0) resolve();
    });
  }

  async send(message: JSONRPCMessage): Promise<void> {
    this.#io.stdout.write(serializeMessage(message));
    await this.#io.stdout.drained();
    const isAnswer = isJSONRPCResultResponse(message) || isJSONRPCErrorResponse(message);
    if (isAnswer && message.id !== undefined) this.#end(message.id);
  }

  close(): Promise<void> {
    this.#buffer.clear();
    this.onclose?.();
    return Promise.resolve();
  }

  #take(chunk: Uint8Array): void {
    try {
      this.#buffer.append(Buffer.from(chunk));
    } catch (thrown) {
      this.onerror?.(toAppError(thrown));
    }
    for (let isMore = true; isMore; ) isMore = this.#takeOne();
  }

  /** Whether there was a line. One that is no message is skipped: the next one may be. */
  #takeOne(): boolean {
    try {
      const message = this.#buffer.readMessage();
      if (message === null) return false;
      if (isJSONRPCRequest(message)) this.#open.add(message.id);
      this.onmessage?.(message);
      const cancelled = CancelledNotificationSchema.safeParse(message).data?.params.requestId;
      if (cancelled !== undefined) this.#end(cancelled);
    } catch (thrown) {
      this.onerror?.(toAppError(thrown));
    }
    return true;
  }

  #end(id: RequestId): void {
    this.#open.delete(id);
    if (this.#open.size === 0) this.#onAnswered();
  }
}
