import { AppError } from '@devopsellence/core';

/** Failures and delays of the methods of a fake, on demand. */
export class FakeFaults<Method> {
  /** Every call, in order. */
  readonly calls: Method[] = [];
  /** Every call fails as if nobody were there. */
  protected isAway = false;
  readonly #failures = new Map<Method, AppError[]>();
  readonly #holds = new Map<Method, Promise<void>>();

  /** The next call of the method rejects with this. */
  failNext(method: Method, error: AppError): void {
    this.#failures.set(method, [...(this.#failures.get(method) ?? []), error]);
  }

  /** Calls of the method wait until the returned function is called. */
  hold(method: Method): () => void {
    let release = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = () => {
        this.#holds.delete(method);
        resolve();
      };
    });
    this.#holds.set(method, held);
    return () => release();
  }

  /** What every call does first. */
  protected async enter(method: Method): Promise<void> {
    this.calls.push(method);
    await this.#holds.get(method);
    if (this.isAway) throw new AppError('engine_unavailable', { message: 'the Docker Engine does not answer' });
    const failure = this.#failures.get(method)?.shift();
    if (failure !== undefined) throw failure;
  }
}
