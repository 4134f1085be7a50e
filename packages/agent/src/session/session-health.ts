import type { Instant, SessionFailure } from '@devopsellence/core';

const KEPT_FAILURES = 10;

/** How the sessions with the control plane have gone since the agent started. */
export class SessionHealth {
  #connectedAt: Instant | null = null;
  #failures = 0;
  #lastFailures: readonly SessionFailure[] = [];

  /** Since when the session stands; null while there is none. */
  get connectedAt(): Instant | null {
    return this.#connectedAt;
  }

  /** Sessions that ended or never came about. */
  get failures(): number {
    return this.#failures;
  }

  /** The last ten of them, oldest first. */
  get lastFailures(): readonly SessionFailure[] {
    return this.#lastFailures;
  }

  /** The control plane has answered on a new session. */
  connected(at: Instant): void {
    this.#connectedAt = at;
  }

  /** The session ended, or did not come about. */
  failed(failure: SessionFailure): void {
    this.#connectedAt = null;
    this.#failures += 1;
    this.#lastFailures = [...this.#lastFailures, failure].slice(-KEPT_FAILURES);
  }
}
