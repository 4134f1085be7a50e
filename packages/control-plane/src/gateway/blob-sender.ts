import type { Writable } from 'node:stream';
import { AppError } from '@devopsellence/core';
import type { wire } from '@devopsellence/protocol';
import type { BlobStore } from '../blobs/blob-store.js';
import type { BlobUse } from '../blobs/blob-use.js';
import { requireWellFormed } from '../server/malformed.js';
import { writeAll } from '../server/streams.js';
import type { NodeStream } from './node-stream.js';

/** The writing half of a FetchBlob stream. */
export interface BlobStream extends Pick<Writable, 'once' | 'off'> {
  readonly request: wire.FetchBlobRequest__Output;
  write(chunk: wire.BlobChunk): boolean;
}

export interface BlobSenderDeps {
  readonly blobs: BlobStore;
  readonly uses: readonly BlobUse[];
}

/** Sends blobs to the nodes that need them, each no faster than its node takes it. */
export class BlobSender {
  readonly #deps: BlobSenderDeps;

  constructor(deps: BlobSenderDeps) {
    this.#deps = deps;
  }

  async send(session: NodeStream, call: BlobStream): Promise<void> {
    requireWellFormed(call.request);
    const over = new AbortController();
    session.onOver(() => over.abort());
    const { digest, offset } = call.request;
    if (!(await this.#mayFetch(session.nodeId, digest))) throw notFor(digest);
    await writeAll(call, chunksOf(this.#deps.blobs.read(digest, offset)), over.signal);
    session.end();
  }

  async #mayFetch(nodeId: string, digest: string): Promise<boolean> {
    for (const use of this.#deps.uses) if (await use.mayFetch(nodeId, digest)) return true;
    return false;
  }
}

async function* chunksOf(data: AsyncIterable<Buffer>): AsyncGenerator<wire.BlobChunk> {
  for await (const each of data) yield { data: each };
}

function notFor(digest: string): AppError {
  return new AppError('not_found', { message: `nothing that this node was told to run needs ${digest.slice(0, 19)}…` });
}
