import { AppError, isImageId } from '@devopsellence/core';
import type { wire } from '@devopsellence/protocol';
import type { BlobStore } from '../blobs/blob-store.js';
import type { Blob } from '../store/index.js';
import type { OperatorHandlers } from './handler.js';

const MAX_DIGESTS = 1_000;
const MAX_CHUNK_BYTES = 1024 ** 2;

export interface BlobHandlerDeps {
  readonly blobs: BlobStore;
}

export function blobHandlers({ blobs }: BlobHandlerDeps): Pick<OperatorHandlers, 'FindBlobs' | 'UploadBlob'> {
  return {
    FindBlobs: async (request) => ({ blobs: (await blobs.find(requireDigests(request))).map(encode) }),
    UploadBlob: (requests, { signal }) => upload(blobs, requests, signal),
  };
}

async function* upload(
  blobs: BlobStore,
  requests: AsyncIterable<wire.UploadBlobRequest__Output>,
  signal: AbortSignal,
): AsyncGenerator<wire.UploadBlobReply> {
  const messages = requests[Symbol.asyncIterator]();
  const first = await messages.next();
  const open = first.done === true ? null : first.value.open;
  if (!open) throw new AppError('invalid_argument', { message: 'the first message of an upload must open it' });
  for await (const received of blobs.upload(requireBlob(open), chunksOf(messages), signal)) yield { received };
}

async function* chunksOf(messages: AsyncIterator<wire.UploadBlobRequest__Output>): AsyncGenerator<Buffer> {
  for (let next = await messages.next(); next.done !== true; next = await messages.next()) {
    const { chunk } = next.value;
    if (!chunk || chunk.length > MAX_CHUNK_BYTES) {
      throw new AppError('invalid_argument', { message: `after its opening an upload is chunks of at most 1 MiB` });
    }
    yield chunk;
  }
}

function requireBlob({ digest, size, diffId }: wire.UploadBlobOpen__Output): Blob {
  requireDigest(digest);
  if (!Number.isSafeInteger(size) || size < 1) {
    throw new AppError('invalid_argument', { message: 'an upload must say how many bytes it has, at least one' });
  }
  if (diffId !== '') requireDigest(diffId);
  return { digest, size, diffId: diffId || null };
}

function requireDigests({ digests, diffIds }: wire.FindBlobsRequest__Output) {
  if (digests.length + diffIds.length > MAX_DIGESTS) {
    throw new AppError('invalid_argument', { message: `at most ${MAX_DIGESTS} digests can be looked up at once` });
  }
  for (const digest of [...digests, ...diffIds]) requireDigest(digest);
  return { digests, diffIds };
}

function requireDigest(digest: string): void {
  if (isImageId(digest)) return;
  throw new AppError('invalid_argument', {
    message: `${JSON.stringify(digest.slice(0, 80))} is not a digest: sha256:…`,
  });
}

function encode({ digest, size, diffId }: Blob): wire.StoredBlob {
  return { digest, size, diffId: diffId ?? '' };
}
