import type { Instant, OperatorRole } from '@devopsellence/core';
import type { OPERATOR } from '@devopsellence/protocol';
import type { Scope } from '../access/scope.js';

/**
 * How the operator API is implemented: every file beside this one exports `xHandlers(deps): Pick<OperatorHandlers, …>`.
 *
 * A handler gets a request whose token is known and may call the method; it validates the fields, does the work and
 * returns the reply. It fails by throwing an AppError. Authentication, roles, translation of errors, correlation ids,
 * deadlines and logging are done once, around it, in `operator-service.ts`.
 */
export type OperatorHandlers = UnaryHandlers & ServerStreamHandlers & DuplexHandlers;

export type UnaryHandlers = { readonly [M in UnaryMethod]: UnaryHandler<M> };
export type ServerStreamHandlers = { readonly [M in ServerStreamMethod]: ServerStreamHandler<M> };
export type DuplexHandlers = { readonly [M in DuplexMethod]: DuplexHandler<M> };

export type UnaryHandler<M extends UnaryMethod> = (
  request: RequestOf<M>,
  context: OperatorContext,
) => Promise<ReplyOf<M>>;

/** The next message is asked for when the caller has room for it. Returning ends the call well. */
export type ServerStreamHandler<M extends ServerStreamMethod> = (
  request: RequestOf<M>,
  context: OperatorContext,
) => AsyncIterable<ReplyOf<M>>;

/** `requests` ends when the caller has ended its side, and throws `cancelled` when the call broke. */
export type DuplexHandler<M extends DuplexMethod> = (
  requests: AsyncIterable<RequestOf<M>>,
  context: OperatorContext,
) => AsyncIterable<ReplyOf<M>>;

export interface OperatorContext {
  readonly operator: AuthenticatedOperator;
  /** Goes into the events of this call; finds its log lines. */
  readonly correlationId: string;
  /** Aborts when the caller has gone, its deadline has passed, or the control plane stops. */
  readonly signal: AbortSignal;
}

/** Whose token a call carries. The token's name is the actor of events. */
export interface AuthenticatedOperator {
  readonly tokenId: string;
  readonly tokenName: string;
  readonly role: OperatorRole;
  /** What its answers and its doings are limited to; the table of methods says how a request is held against it. */
  readonly scope: Scope;
  /** Null: never. */
  readonly expiresAt: Instant | null;
}

type Definition = typeof OPERATOR;

/** The names of the methods, without the index signature that the generated type inherits. */
export type OperatorMethod = keyof {
  [M in keyof Definition as string extends M ? never : number extends M ? never : M]: true;
};

export type ServerStreamMethod = 'WatchDeployment' | 'Logs' | 'NodeLogs' | 'Events';
export type DuplexMethod = 'Exec' | 'UploadBlob';
export type UnaryMethod = Exclude<OperatorMethod, ServerStreamMethod | DuplexMethod>;

/** The request as it arrives: every field present. */
export type RequestOf<M extends OperatorMethod> = ReturnType<Definition[M]['requestDeserialize']>;
/** The reply as it may be sent. */
export type ReplyOf<M extends OperatorMethod> = Parameters<Definition[M]['responseSerialize']>[0];
