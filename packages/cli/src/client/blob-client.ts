import { once } from 'node:events';
import { duplexStream, OPERATOR, type wire } from '@devopsellence/protocol';
import type { ClientDuplexStream } from '@grpc/grpc-js';
import type { Channel } from './channel.js';
import { missing } from './malformed.js';
import { messagesOf } from './streams.js';

/** Content that the control plane hands to nodes, by the digest of its bytes: `sha256:…`. */
export interface Blob {
  readonly digest: string;
  readonly size: number;
  /** Of a layer packed with gzip: the digest of what it unpacks to; null for anything else. */
  readonly diffId: string | null;
}

export interface BlobUpload {
  readonly blob: Blob;
  /** The bytes of the blob from an offset on. */
  readonly read: (offset: number) => AsyncIterable<Uint8Array>;
  /** Told how many bytes are there, from the first answer on. */
  readonly onSent: (bytes: number) => void;
}

/** The calls about blobs. Every one throws an AppError when it fails. */
export interface BlobClient {
  /** Layers that are there, by what they unpack to. They are kept for a day from now on. */
  findLayers(diffIds: readonly string[]): Promise<readonly Blob[]>;
  /** Sends what is not there yet. Resolves to the bytes sent, when the blob is whole, verified and durable. */
  uploadBlob(upload: BlobUpload): Promise<number>;
}

type UploadStream = ClientDuplexStream<wire.UploadBlobRequest, wire.UploadBlobReply__Output>;

/** These calls over gRPC. */
export class GrpcBlobClient implements BlobClient {
  readonly #channel: Channel;

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  async findLayers(diffIds: readonly string[]): Promise<readonly Blob[]> {
    const { blobs } = await this.#channel.call(OPERATOR.FindBlobs, { digests: [], diffIds: [...diffIds] });
    return blobs.map(({ digest, size, diffId }) => ({ digest, size, diffId: diffId || null }));
  }

  async uploadBlob({ blob, read, onSent }: BlobUpload): Promise<number> {
    const { client, context, explain } = this.#channel;
    const stream = duplexStream(client, OPERATOR.UploadBlob, context);
    const replies = messagesOf(stream, explain);
    const over = new AbortController();
    try {
      stream.write({ open: { digest: blob.digest, size: blob.size, diffId: blob.diffId ?? '' } });
      const offset = await received(replies);
      onSent(offset);
      if (offset === blob.size) {
        // Nothing is to be sent; what an interrupted upload left may still have to be verified.
        stream.end();
        while ((await replies.next()).done !== true);
        return 0;
      }
      const whole = received(replies);
      // What goes wrong with the stream is said by the answer, also while chunks are being sent.
      await Promise.race([whole, send(stream, progressing(read(offset), offset, onSent), over.signal)]);
      await whole;
      return blob.size - offset;
    } finally {
      over.abort();
      await replies.return(undefined);
    }
  }
}

async function received(replies: AsyncGenerator<wire.UploadBlobReply__Output>): Promise<number> {
  const next = await replies.next();
  if (next.done === true) throw missing('answer to an upload');
  return next.value.received;
}

async function send(stream: UploadStream, chunks: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<void> {
  for await (const chunk of chunks) {
    if (signal.aborted) return;
    // It never drains once the call is over, which is what the signal says.
    if (!stream.write({ chunk: Buffer.from(chunk) })) await once(stream, 'drain', { signal }).catch(() => undefined);
  }
  stream.end();
}

async function* progressing(
  chunks: AsyncIterable<Uint8Array>,
  offset: number,
  onSent: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  let sent = offset;
  for await (const chunk of chunks) {
    yield chunk;
    sent += chunk.length;
    onSent(sent);
  }
}
