import { AppError } from '@devopsellence/core';
import { statusOf } from '@devopsellence/protocol';
import type { Logger } from '@devopsellence/runtime';
import { newId } from '../store/index.js';
import type { CallObserver, CallOutcome } from './metrics.js';

/** The part of a gRPC call that says when its caller has gone. */
export interface CancellableCall {
  readonly cancelled: boolean;
  once(event: 'cancelled', listener: () => void): unknown;
}

export interface ScopeOptions {
  readonly method: string;
  readonly logger: Logger;
  readonly observer: CallObserver;
  /** Aborts when the control plane stops. */
  readonly stopping: AbortSignal;
  /** The signal aborts after this long; null: as long as the caller stays. */
  readonly deadlineMs: number | null;
}

/** One call from its start to its answer: its correlation id, its end, and how its failure is told. */
export class CallScope {
  readonly correlationId = newId();
  readonly #controller = new AbortController();
  readonly #over = new AbortController();
  #endReason: AppError | null = null;
  readonly #options: ScopeOptions;
  readonly #timer: NodeJS.Timeout | null;
  readonly #began = performance.now();
  #outcome: CallOutcome = 'ok';
  readonly #abort = () => this.#controller.abort();

  constructor(call: CancellableCall, options: ScopeOptions) {
    this.#options = options;
    const { deadlineMs, stopping, method, observer } = options;
    observer.began(method);
    this.#timer = deadlineMs === null ? null : setTimeout(this.#abort, deadlineMs);
    stopping.addEventListener('abort', this.#abort, { once: true });
    call.once('cancelled', this.#abort);
    if (stopping.aborted || call.cancelled) this.#abort();
  }

  /** Aborts when the caller has gone, the deadline has passed, or the control plane stops. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Aborts when the call was answered. */
  get over(): AbortSignal {
    return this.#over.signal;
  }

  /** Ends the call, which fails with the reason unless it was answered already. */
  end(reason: AppError): void {
    this.#endReason ??= reason;
    this.#abort();
  }

  /** The call was answered. */
  close(): void {
    this.#over.abort();
    const { method, observer } = this.#options;
    observer.ended(method, this.#outcome, performance.now() - this.#began);
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#options.stopping.removeEventListener('abort', this.#abort);
  }

  /**
   * The status with which the call fails, logged. What was not foreseen is told in the log only: its text may hold
   * anything, and the caller can do nothing with it but give us the correlation id.
   */
  failure(thrown: unknown): ReturnType<typeof statusOf> {
    const failure = this.#explain(thrown);
    this.#outcome = failure.code;
    return statusOf(failure, this.correlationId);
  }

  #explain(thrown: unknown): AppError {
    const { method, logger, stopping } = this.#options;
    const fields = { method, correlation_id: this.correlationId };
    if (stopping.aborted) return controlPlaneStops();
    if (this.#endReason !== null) return this.#endReason;
    if (this.signal.aborted && !(thrown instanceof AppError)) return cancelled();
    if (!(thrown instanceof AppError)) {
      logger.error({ ...fields, error: thrown }, 'call failed unexpectedly');
      return unforeseen(this.correlationId);
    }
    if (thrown.code === 'internal') logger.error({ ...fields, error: thrown }, 'call failed');
    else logger.info({ ...fields, code: thrown.code, message: thrown.message }, 'call refused');
    return thrown;
  }
}

export function controlPlaneStops(): AppError {
  return new AppError('control_plane_unavailable', {
    message: 'the control plane is stopping',
    nextActions: ['try again in a few seconds'],
  });
}

function cancelled(): AppError {
  return new AppError('cancelled', { message: 'the call was ended before its answer' });
}

function unforeseen(correlationId: string): AppError {
  return new AppError('internal', {
    message: 'the control plane failed',
    reason: `its log tells more under the correlation id ${correlationId}`,
  });
}
