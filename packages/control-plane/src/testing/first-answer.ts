import { failureOf, isServiceError } from '@devopsellence/protocol';
import type { Client, Metadata } from '@grpc/grpc-js';

export interface RawRequest {
  readonly path: string;
  /** As it travels. */
  readonly request: Buffer;
  readonly responseDeserialize: (bytes: Buffer) => object;
}

/** The first message of any kind of call, or what it failed with; null when it ended without either. */
export function firstAnswer(
  client: Client,
  { path, request, responseDeserialize }: RawRequest,
  metadata: Metadata,
): Promise<object | null> {
  return new Promise((resolve) => {
    // A duplex call serves all kinds: the server reads one message where it wants one.
    const call = client.makeBidiStreamRequest(path, (bytes: Buffer) => bytes, responseDeserialize, metadata);
    call.once('data', (reply: object) => {
      resolve(reply);
      call.cancel();
    });
    call.on('error', (error: unknown) => resolve(told(error)));
    call.once('end', () => resolve(null));
    call.write(request);
    call.end();
  });
}

function told(error: unknown) {
  if (!isServiceError(error)) throw error;
  const { code, message, reason, evidence, nextActions } = failureOf(error);
  return { code, message, reason, evidence, nextActions };
}
