import {
  type CallOptions,
  type Client,
  type ClientDuplexStream,
  type ClientReadableStream,
  Metadata,
} from '@grpc/grpc-js';
import { failureOf } from './failure-status.js';

/** The part of a generated method definition that a client needs. */
export interface Method<Request, Reply> {
  readonly path: string;
  readonly requestSerialize: (request: Request) => Buffer;
  readonly responseDeserialize: (bytes: Buffer) => Reply;
}

export interface CallContext {
  readonly metadata?: Metadata;
  /** The call fails when it takes longer; absent: no limit. */
  readonly deadlineMs?: number;
  readonly signal?: AbortSignal;
  /** Told of what an answer has beside its message, before the call resolves. */
  readonly onTrailer?: (trailer: Metadata) => void;
}

/** Makes one call. Rejects with an AppError. */
export function unary<Request, Reply>(
  client: Client,
  method: Method<Request, Reply>,
  request: Request,
  context: CallContext = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const call = client.makeUnaryRequest(
      method.path,
      method.requestSerialize,
      method.responseDeserialize,
      request,
      context.metadata ?? new Metadata(),
      callOptions(context),
      (error, reply) => {
        if (error !== null) reject(failureOf(error));
        else if (reply !== undefined) resolve(reply);
      },
    );
    cancelOnAbort(call, context.signal);
    if (context.onTrailer !== undefined) call.on('status', ({ metadata }) => context.onTrailer?.(metadata));
  });
}

/** Opens a stream from the server. Errors are emitted as they come from gRPC: see `failureOf`. */
export function serverStream<Request, Reply>(
  client: Client,
  method: Method<Request, Reply>,
  request: Request,
  context: CallContext = {},
): ClientReadableStream<Reply> {
  const call = client.makeServerStreamRequest(
    method.path,
    method.requestSerialize,
    method.responseDeserialize,
    request,
    context.metadata ?? new Metadata(),
    callOptions(context),
  );
  cancelOnAbort(call, context.signal);
  return call;
}

/** Opens a stream in both directions. Errors are emitted as they come from gRPC: see `failureOf`. */
export function duplexStream<Request, Reply>(
  client: Client,
  method: Method<Request, Reply>,
  context: CallContext = {},
): ClientDuplexStream<Request, Reply> {
  const call = client.makeBidiStreamRequest(
    method.path,
    method.requestSerialize,
    method.responseDeserialize,
    context.metadata ?? new Metadata(),
    callOptions(context),
  );
  cancelOnAbort(call, context.signal);
  return call;
}

/** The messages of a stream as they come, with their type. Throws what the stream fails with: see `failureOf`. */
export function messagesOf<Reply>(
  stream: { readonly deserialize: (bytes: Buffer) => Reply } & AsyncIterable<NoInfer<Reply>>,
): AsyncIterable<Reply> {
  return stream;
}

function callOptions(context: CallContext): CallOptions {
  return context.deadlineMs === undefined ? {} : { deadline: Date.now() + context.deadlineMs };
}

function cancelOnAbort(
  call: { cancel(): void; on(event: 'status', listener: () => void): unknown },
  signal?: AbortSignal,
): void {
  if (signal === undefined) return;
  const cancel = () => call.cancel();
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  call.on('status', () => signal.removeEventListener('abort', cancel));
}
