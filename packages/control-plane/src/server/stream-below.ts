import type { Http2Stream } from 'node:http2';
import type { ServerInterceptingCallInterface } from '@grpc/grpc-js';

/**
 * The HTTP/2 stream below a call; null: this version of grpc-js has it elsewhere, which `stream-below.test.ts` tells. It is
 * private there, and nothing public closes a stream whose caller does not end its half: neither a status nor a deadline of
 * the server does, and closing the connection would end other calls of the same client. The only file that looks for it.
 */
export function streamBelow(call: ServerInterceptingCallInterface): Pick<Http2Stream, 'close'> | null {
  const stream: unknown = Reflect.get(call, 'stream');
  return isStream(stream) ? stream : null;
}

function isStream(value: unknown): value is Pick<Http2Stream, 'close'> {
  return typeof value === 'object' && value !== null && 'close' in value && typeof value.close === 'function';
}
