import { constants } from 'node:http2';
import { AppError } from '@devopsellence/core';
import { statusOf } from '@devopsellence/protocol';
import { ServerInterceptingCall, type ServerInterceptingCallInterface, type ServerInterceptor } from '@grpc/grpc-js';
import { newId } from '../store/index.js';
import { streamBelow } from './stream-below.js';

/**
 * Ends calls whose one request message does not come: no code of ours runs before it is there, so that nobody else would.
 * Calls with a stream of requests are checked when they open, and live as long as they like. A call that was refused is
 * over, even if its caller does not end it: else it would keep its connection for ever.
 */
export function requestDeadline(requestMs: number): ServerInterceptor {
  return (method, call) => {
    const timer = method.requestStream
      ? undefined
      : setTimeout(() => {
          call.sendStatus(statusOf(tooSlow(requestMs), newId()));
          letGo(call);
        }, requestMs);
    const stop = () => clearTimeout(timer);
    let isWhole = false;
    let isAnswered = false;
    return new ServerInterceptingCall(call, {
      start: (next) => {
        next({
          onReceiveHalfClose: (half) => {
            isWhole = true;
            stop();
            half();
          },
          onCancel: stop,
        });
      },
      sendMetadata: (metadata, next) => {
        isAnswered = true;
        next(metadata);
      },
      sendStatus: (status, next) => {
        stop();
        next(status);
        // What was answered may be on its way still.
        if (!isWhole && !isAnswered) letGo(call);
      },
    });
  };
}

/** Resets the stream below a call that has its status. gRPC has no way to: it waits for the caller to end its half. */
function letGo(call: ServerInterceptingCallInterface): void {
  // Not in the same write as the status: a client that gets both at once may drop the status.
  setImmediate(() => streamBelow(call)?.close(constants.NGHTTP2_NO_ERROR));
}

function tooSlow(requestMs: number): AppError {
  return new AppError('request_timeout', {
    message: `the request did not arrive within ${requestMs / 1_000} s`,
    nextActions: ['check the connection, and try again'],
  });
}
