import { AppError, type Instant } from '@devopsellence/core';
import type { Clock } from '@devopsellence/runtime';

/** A call that can be ended from outside. */
export interface EndableCall {
  /** Ends the call with this failure. */
  end(reason: AppError): void;
}

/** The calls that run now, by the token they came with: they end with it. */
export class LiveCalls {
  readonly #calls = new Map<string, Set<EndableCall>>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Takes the call in; the function takes it out again. Called before the token is looked up, so that no revocation falls
   * between the look-up and this.
   */
  enter(secretHash: string, call: EndableCall): () => void {
    const calls = this.#calls.get(secretHash) ?? new Set();
    this.#calls.set(secretHash, calls);
    calls.add(call);
    return () => {
      calls.delete(call);
      if (calls.size === 0 && this.#calls.get(secretHash) === calls) this.#calls.delete(secretHash);
    };
  }

  /** The token was revoked: its calls end now. */
  revoked(secretHash: string): void {
    for (const call of this.#calls.get(secretHash) ?? []) call.end(refusedToken('the token was revoked'));
  }

  /** Ends the call when its token expires; resolves then, or once the call is over. */
  async endAt(expiresAt: Instant, call: EndableCall, over: AbortSignal): Promise<void> {
    while (!over.aborted) {
      const restMs = expiresAt - this.#clock.now();
      if (restMs <= 0) return call.end(refusedToken('the token has expired'));
      await this.#clock.sleep(Math.min(restMs, LONGEST_SLEEP_MS), over);
    }
  }
}

/** A timer takes no more than 25 days; an expiry may be further away. */
const LONGEST_SLEEP_MS = 24 * 3_600_000;

/** What is said to a call whose token does not count, or no longer. */
export function refusedToken(reason: string): AppError {
  return new AppError('unauthenticated', {
    message: 'the operator token was refused',
    reason,
    nextActions: ['devopsellence login HOST:PORT --token-file FILE'],
  });
}
