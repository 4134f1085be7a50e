import { AppError } from '@devopsellence/core';
import {
  deleteStandaloneOperation,
  findStandaloneOperation,
  listStandaloneOperations,
  newId,
  releaseStandaloneOperation,
} from '../store/index.js';
import type { PublishedOperation } from './failed-service.js';
import { type HeldService, type Holding, holdService } from './hold-service.js';
import { type OperationEnd, seeToEnd } from './see-to-end.js';
import type { StandaloneDeps } from './service-request.js';

/** After which what could not be recorded is tried again. */
const RETRY_MS = 5_000;

/**
 * Runs operations on standalone services, one at a time for each service. What was begun goes on when its caller goes away;
 * what was published goes on when the control plane is started again, and what was not has changed nothing and is dropped.
 */
export class OperationRunner {
  readonly #deps: StandaloneDeps;
  readonly #stopping = new AbortController();
  /** Ids of the operations that this process runs. */
  readonly #live = new Set<string>();
  readonly #pending = new Set<Promise<unknown>>();

  constructor(deps: StandaloneDeps) {
    this.#deps = deps;
  }

  /** Does the work while the service is held. Rejects with `cancelled` when the caller goes away; the work goes on. */
  async hold<Result>(
    holding: Omit<Holding, 'id' | 'at'>,
    work: (held: HeldService, signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    const { store, clock } = this.#deps;
    const id = newId();
    this.#live.add(id);
    const doing = async () => {
      try {
        const held = await holdService(store, { ...holding, id, at: clock.now() });
        return await work(held, this.#stopping.signal);
      } finally {
        await this.#release(id);
      }
    };
    return await untilGone(this.#track(doing()), holding.caller.signal);
  }

  /** Sees what was published to its end. */
  async finish(operation: PublishedOperation): Promise<OperationEnd> {
    const { logger, clock, store } = this.#deps;
    const { signal } = this.#stopping;
    let current = operation;
    for (;;) {
      try {
        return await seeToEnd(this.#deps, current, signal);
      } catch (error) {
        if (signal.aborted) throw stopped();
        logger.error({ error, operation: operation.id }, 'the end of an operation on a service could not be recorded');
      }
      await clock.sleep(RETRY_MS, signal);
      const { environmentId, name, id } = operation;
      const found = await findStandaloneOperation(store.db, environmentId, name).catch(() => current);
      if (found?.id !== id || found.publication === null) throw stopped();
      current = { ...found, publication: found.publication };
    }
  }

  /** Takes up the operations of an earlier process, and works until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { store } = this.#deps;
    const stop = () => this.#stopping.abort();
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    for (const operation of await listStandaloneOperations(store.db)) {
      if (this.#live.has(operation.id)) continue;
      const { id, publication } = operation;
      if (publication === null) await store.transaction((trx) => deleteStandaloneOperation(trx, id));
      else void this.#track(this.finish({ ...operation, publication }));
    }
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      else signal.addEventListener('abort', () => resolve(), { once: true });
    });
    await Promise.allSettled(this.#pending);
  }

  /** What has changed nothing holds nobody up. */
  async #release(id: string): Promise<void> {
    const { store, logger, clock } = this.#deps;
    const { signal } = this.#stopping;
    for (let isOver = false; !isOver; isOver = isOver || signal.aborted) {
      try {
        await store.transaction((trx) => releaseStandaloneOperation(trx, id));
        isOver = true;
      } catch (error) {
        logger.error({ error, operation: id }, 'the end of an operation on a service could not be recorded');
        await clock.sleep(RETRY_MS, signal);
      }
    }
    this.#live.delete(id);
  }

  #track<Result>(work: Promise<Result>): Promise<Result> {
    this.#pending.add(work);
    const forget = () => this.#pending.delete(work);
    // Whoever waits for it is told; nobody may be there any more.
    work.then(forget, forget);
    return work;
  }
}

async function untilGone<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  let leave = () => {};
  const gone = new Promise<never>((_, reject) => {
    leave = () => reject(new AppError('cancelled', { message: 'the call has ended; what was begun goes on' }));
  });
  signal.addEventListener('abort', leave, { once: true });
  if (signal.aborted) leave();
  try {
    return await Promise.race([work, gone]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

function stopped(): AppError {
  return new AppError('control_plane_unavailable', {
    message: 'the control plane is being stopped; the operation goes on when it is back',
    nextActions: ['devopsellence service list'],
  });
}
