import { AppError } from '@devopsellence/core';
import type { Metadata } from '@grpc/grpc-js';
import type { LiveCalls } from '../access/live-calls.js';
import { requireInScope } from '../access/require-in-scope.js';
import type { CallScope } from '../server/call-scope.js';
import { type AuthenticationDeps, authenticate, presentedToken } from './authentication.js';
import type { AuthenticatedOperator, OperatorContext, OperatorMethod, RequestOf } from './handler.js';
import { METHODS, mayCall } from './methods.js';

export interface AdmissionDeps extends AuthenticationDeps {
  readonly liveCalls: LiveCalls;
}

/** Decides, by the table of methods and nothing else, which calls reach their handlers; ends them with their token. */
export class Admission {
  readonly #deps: AdmissionDeps;

  constructor(deps: AdmissionDeps) {
    this.#deps = deps;
  }

  /** Whose call this is, if the role may make it. Throws `unauthenticated` or `forbidden`. */
  async identify(method: OperatorMethod, metadata: Metadata, call: CallScope): Promise<OperatorContext> {
    const { liveCalls } = this.#deps;
    const secretHash = presentedToken(this.#deps, metadata);
    call.over.addEventListener('abort', liveCalls.enter(secretHash, call), { once: true });
    const operator = await authenticate(this.#deps, secretHash);
    if (operator.expiresAt !== null) void liveCalls.endAt(operator.expiresAt, call, call.over);
    if (!mayCall(operator.role, method)) throw forbidden(operator, method);
    return { operator, correlationId: call.correlationId, signal: call.signal };
  }

  /** Passes when everything that the request is about is in the token's scope: see `requireInScope`. */
  async requireScope<M extends OperatorMethod>(
    method: M,
    request: RequestOf<M>,
    { operator }: OperatorContext,
  ): Promise<void> {
    await requireInScope(this.#deps.store.db, operator, METHODS[method].scope(request));
  }

  /** The messages of a stream, none of which is passed on before the first one has been found in scope. */
  async *inScope<M extends OperatorMethod>(
    method: M,
    requests: AsyncIterable<RequestOf<M>>,
    context: OperatorContext,
  ): AsyncGenerator<RequestOf<M>> {
    let isFirst = true;
    for await (const request of requests) {
      if (isFirst) await this.requireScope(method, request, context);
      isFirst = false;
      yield request;
    }
  }
}

function forbidden(operator: AuthenticatedOperator, method: OperatorMethod): AppError {
  return new AppError('forbidden', {
    message: `the token ${JSON.stringify(operator.tokenName)} may not call ${method}`,
    reason: `it is a ${operator.role} token; the call needs a ${METHODS[method].role} token`,
    nextActions: ['use a token with that role', 'devopsellence context show'],
  });
}
