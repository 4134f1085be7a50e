import { AppError } from '@devopsellence/core';
import { statusOf } from '@devopsellence/protocol';
import { ServerInterceptingCall, type ServerInterceptor } from '@grpc/grpc-js';
import { newId } from '../store/index.js';

/**
 * Ends calls whose one request message does not come: no code of ours runs before it is there, so that nobody else would.
 * Calls with a stream of requests are checked when they open, and live as long as they like.
 */
export function requestDeadline(requestMs: number): ServerInterceptor {
  return (method, call) => {
    if (method.requestStream) return new ServerInterceptingCall(call);
    const timer = setTimeout(() => {
      call.sendStatus(statusOf(tooSlow(requestMs), newId()));
    }, requestMs);
    const stop = () => clearTimeout(timer);
    return new ServerInterceptingCall(call, {
      start: (next) => {
        next({
          onReceiveHalfClose: (half) => {
            stop();
            half();
          },
          onCancel: stop,
        });
      },
      sendStatus: (status, next) => {
        stop();
        next(status);
      },
    });
  };
}

function tooSlow(requestMs: number): AppError {
  return new AppError('request_timeout', {
    message: `the request did not arrive within ${requestMs / 1_000} s`,
    nextActions: ['check the connection, and try again'],
  });
}
