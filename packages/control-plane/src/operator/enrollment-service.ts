import type { wire } from '@devopsellence/protocol';
import type { Logger } from '@devopsellence/runtime';
import type { handleUnaryCall } from '@grpc/grpc-js';
import type { Enrollment } from '../identity/enrollment.js';
import { CallScope } from '../server/call-scope.js';
import { requireWellFormed } from '../server/malformed.js';
import type { CallObserver } from '../server/metrics.js';

const DEADLINE_MS = 30_000;

export interface EnrollmentServiceDeps {
  readonly enrollment: Enrollment;
  readonly logger: Logger;
  readonly observer: CallObserver;
  readonly stopping: AbortSignal;
}

/** The one service that takes calls without an operator token: what it gives away is public, or needs a join token. */
export function enrollmentService({ enrollment, ...scopeOptions }: EnrollmentServiceDeps) {
  const unary =
    <Request extends object, Reply>(
      method: string,
      reply: (request: Request, correlationId: string) => Promise<Reply>,
    ): handleUnaryCall<Request, Reply> =>
    (call, callback) => {
      const scope = new CallScope(call, { ...scopeOptions, method, deadlineMs: DEADLINE_MS });
      const answer = async () => {
        requireWellFormed(call.request);
        return await reply(call.request, scope.correlationId);
      };
      answer()
        .then(
          (reply) => callback(null, reply),
          (error: unknown) => callback(scope.failure(error)),
        )
        .finally(() => scope.close());
    };
  return {
    Enroll: unary('Enroll', (request: wire.EnrollRequest__Output, id) => enrollment.enroll(request, id)),
    GetAuthorities: unary('GetAuthorities', async () => ({ certificateAuthorities: enrollment.authorities() })),
  };
}
