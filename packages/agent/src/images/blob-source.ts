import { AppError, toAppError } from '@devopsellence/core';
import { AGENT_GATEWAY, failureOf, isServiceError, messagesOf, serverStream } from '@devopsellence/protocol';
import { backoffMs, type Clock } from '@devopsellence/runtime';
import type { Client } from '@grpc/grpc-js';

/** A control plane that sends nothing for this long is given up; a restart takes less. */
const PATIENCE_MS = 60_000;
const BACKOFF = { baseMs: 250, capMs: 4_000 } as const;

/** Where blobs come from, by digest. */
export interface Blobs {
  /** The bytes from an offset on, as fast as they are taken. Rejects with `not_found` when they are not for this node. */
  read(digest: string, offset: number, signal: AbortSignal): AsyncIterable<Buffer>;
}

/** Fetches blobs over the session there is at the moment; one that breaks is gone on with over the next. */
export class BlobSource implements Blobs {
  readonly #clock: Clock;
  readonly #random: () => number;
  #client: Client | null = null;

  constructor({ clock, random }: { readonly clock: Clock; readonly random: () => number }) {
    this.#clock = clock;
    this.#random = random;
  }

  /** Fetches over this client until told otherwise; null while there is no session. */
  use(client: Client | null): void {
    this.#client = client;
  }

  async *read(digest: string, offset: number, signal: AbortSignal): AsyncGenerator<Buffer> {
    let position = offset;
    let failures = 0;
    let giveUpAt = this.#clock.monotonicMs() + PATIENCE_MS;
    for (;;) {
      try {
        for await (const data of this.#fetch(digest, position, signal)) {
          yield data;
          position += data.length;
          failures = 0;
          giveUpAt = this.#clock.monotonicMs() + PATIENCE_MS;
        }
        return;
      } catch (thrown) {
        const error = explain(thrown);
        failures += 1;
        const retryInMs = backoffMs(failures, BACKOFF, this.#random);
        const isTooLate = this.#clock.monotonicMs() + retryInMs > giveUpAt;
        if (signal.aborted || !isPassing(error) || isTooLate) throw error;
        await this.#clock.sleep(retryInMs, signal);
      }
    }
  }

  async *#fetch(digest: string, offset: number, signal: AbortSignal): AsyncGenerator<Buffer> {
    const client = this.#client;
    if (client === null) throw away();
    const over = new AbortController();
    const end = () => over.abort();
    signal.addEventListener('abort', end, { once: true });
    const stream = serverStream(client, AGENT_GATEWAY.FetchBlob, { digest, offset }, { signal: over.signal });
    // A call that is cancelled reports that as an error, which nobody awaits any more.
    stream.on('error', () => undefined);
    try {
      for await (const { data } of messagesOf(stream)) yield data;
    } finally {
      signal.removeEventListener('abort', end);
      end();
    }
  }
}

function explain(thrown: unknown): AppError {
  return isServiceError(thrown) ? failureOf(thrown) : toAppError(thrown);
}

/** What another session may put right. */
function isPassing({ code }: AppError): boolean {
  return code === 'control_plane_unavailable' || code === 'cancelled';
}

function away(): AppError {
  return new AppError('control_plane_unavailable', { message: 'there is no session with the control plane' });
}
