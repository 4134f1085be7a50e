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

/** The failure as a message; the cause stays here. */
export function encodeFailure(error: AppError, correlationId = ''): Failure {
  return {
    code: error.code,
    message: error.message,
    reason: error.reason ?? '',
    evidence: [...error.evidence],
    nextActions: [...error.nextActions],
    correlationId,
  };
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
  return { code: STATUS_OF_KIND[error.kind], details: error.message, metadata };
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
