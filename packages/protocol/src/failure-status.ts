import { AppError, type FailureCode, type FailureKind, isFailureCode } from '@devopsellence/core';
import { Metadata, type ServiceError, type StatusObject, status } from '@grpc/grpc-js';
import type { Failure, Failure__Output } from './gen/devopsellence/v1/Failure.js';
import { FAILURE } from './wire.js';

const FAILURE_KEY = 'devopsellence-failure-bin';

const STATUS_OF_KIND: Readonly<Record<FailureKind, status>> = {
  invalid: status.INVALID_ARGUMENT,
  unauthenticated: status.UNAUTHENTICATED,
  forbidden: status.PERMISSION_DENIED,
  not_found: status.NOT_FOUND,
  conflict: status.ABORTED,
  precondition: status.FAILED_PRECONDITION,
  too_large: status.RESOURCE_EXHAUSTED,
  unavailable: status.UNAVAILABLE,
  timeout: status.DEADLINE_EXCEEDED,
  internal: status.INTERNAL,
};

/** What a failed call says when the other side sent no Failure of ours: by gRPC status. */
const CODE_OF_STATUS: ReadonlyMap<status, FailureCode> = new Map([
  [status.INVALID_ARGUMENT, 'invalid_argument'],
  [status.UNAUTHENTICATED, 'unauthenticated'],
  [status.PERMISSION_DENIED, 'forbidden'],
  [status.NOT_FOUND, 'not_found'],
  [status.RESOURCE_EXHAUSTED, 'message_too_large'],
  [status.UNAVAILABLE, 'control_plane_unavailable'],
  [status.DEADLINE_EXCEEDED, 'control_plane_unavailable'],
  [status.UNIMPLEMENTED, 'not_supported'],
  [status.CANCELLED, 'cancelled'],
] as const);

/**
 * A failure travels in headers, of which HTTP/2 peers take 64 KiB: in base64, and its message once more by itself. It may
 * quote what a caller sent, which is as long as a message may be.
 */
const MAX_TEXT = 2_000;
const MAX_LIST = 8_000;

/** The failure as a message, cut to what fits where it travels; the cause stays here. */
export function encodeFailure(error: AppError, correlationId = ''): Failure {
  return {
    code: error.code,
    message: cut(error.message),
    reason: cut(error.reason ?? ''),
    evidence: cutList(error.evidence),
    nextActions: cutList(error.nextActions),
    correlationId,
  };
}

function cut(text: string): string {
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT - 1)}…`;
}

/** As many of the texts as fit, and how many do not. */
function cutList(texts: readonly string[]): string[] {
  let room = MAX_LIST;
  const kept = texts.map(cut).filter((text) => {
    room -= text.length;
    return room >= 0;
  });
  return kept.length === texts.length ? kept : [...kept, `… and ${texts.length - kept.length} more`];
}

export function decodeFailure(failure: Failure__Output): AppError {
  return new AppError(isFailureCode(failure.code) ? failure.code : 'internal', {
    message: failure.message,
    ...(failure.reason === '' ? {} : { reason: failure.reason }),
    evidence: failure.evidence,
    nextActions: failure.nextActions,
    ...(failure.correlationId === '' ? {} : { cause: `correlation id ${failure.correlationId}` }),
  });
}

/** AppError → the status a server answers with. The inverse is `failureOf`. */
export function statusOf(error: AppError, correlationId: string): StatusObject {
  const metadata = new Metadata();
  metadata.set(FAILURE_KEY, FAILURE.serialize(encodeFailure(error, correlationId)));
  return { code: STATUS_OF_KIND[error.kind], details: cut(error.message), metadata };
}

/** What a client's failed call means. */
export function failureOf(error: ServiceError): AppError {
  const [encoded] = error.metadata?.get(FAILURE_KEY) ?? [];
  if (encoded instanceof Buffer) return decodeFailure(FAILURE.deserialize(encoded));
  return new AppError(CODE_OF_STATUS.get(error.code) ?? 'internal', { message: error.details, cause: error });
}

/** Whether a thrown value is a failed gRPC call. */
export function isServiceError(thrown: unknown): thrown is ServiceError {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'number' && 'details' in thrown;
}
