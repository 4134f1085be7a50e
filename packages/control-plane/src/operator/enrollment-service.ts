import type { wire } from '@devopsellence/protocol';
import type { Logger } from '@devopsellence/runtime';
import type { handleUnaryCall } from '@grpc/grpc-js';
import type { Enrollment } from '../identity/enrollment.js';
import { CallScope } from '../server/call-scope.js';
import { requireWellFormed } from '../server/malformed.js';

const DEADLINE_MS = 30_000;

export interface EnrollmentServiceDeps {
  readonly enrollment: Enrollment;
  readonly logger: Logger;
  readonly stopping: AbortSignal;
}

/** The one service that takes calls without an operator token: the join token in the request is the right to call. */
export function enrollmentService({ enrollment, logger, stopping }: EnrollmentServiceDeps) {
  const Enroll: handleUnaryCall<wire.EnrollRequest__Output, wire.EnrollReply> = (call, callback) => {
    const scope = new CallScope(call, { method: 'Enroll', logger, stopping, deadlineMs: DEADLINE_MS });
    const answer = async () => {
      requireWellFormed(call.request);
      return await enrollment.enroll(call.request, scope.correlationId);
    };
    answer()
      .then(
        (reply) => callback(null, reply),
        (error: unknown) => callback(scope.failure(error)),
      )
      .finally(() => scope.close());
  };
  return { Enroll };
}
