import type { AppError } from '@devopsellence/core';
import { failureOf } from '@devopsellence/protocol';
import type { ServiceError } from '@grpc/grpc-js';

/** The readable half of a client's stream. */
interface ClientStream<Message> {
  on(event: 'data', listener: (message: Message) => void): unknown;
  on(event: 'error', listener: (error: ServiceError) => void): unknown;
  on(event: 'end', listener: () => void): unknown;
}

/** What a stream delivered, taken in order; waiting for it needs no sleep. */
export class Received<Message> {
  readonly #messages: Message[] = [];
  readonly #takers: ((message: Message) => void)[] = [];
  /** Resolves when the stream has ended: with its failure, or null when it ended well. */
  readonly end: Promise<AppError | null>;
  #isOver = false;

  constructor(stream: ClientStream<Message>) {
    stream.on('data', (message) => this.#arrive(message));
    this.end = new Promise((resolve) => {
      const over = (failure: AppError | null) => {
        this.#isOver = true;
        resolve(failure);
      };
      stream.on('error', (error) => over(failureOf(error)));
      stream.on('end', () => over(null));
    });
  }

  /** Messages that came and were not taken. */
  get pending(): readonly Message[] {
    return this.#messages;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** The next message, at once if it is here already. */
  next(): Promise<Message> {
    const message = this.#messages.shift();
    if (message !== undefined) return Promise.resolve(message);
    return new Promise((resolve) => this.#takers.push(resolve));
  }

  #arrive(message: Message): void {
    const taker = this.#takers.shift();
    if (taker === undefined) this.#messages.push(message);
    else taker(message);
  }
}
