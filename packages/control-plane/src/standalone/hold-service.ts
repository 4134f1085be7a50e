import { AppError, toIso } from '@devopsellence/core';
import {
  type Environment,
  insertStandaloneOperation,
  requireEnvironment,
  type StandaloneOperation,
  type Store,
} from '../store/index.js';
import type { ServiceCaller, ServiceKey } from './service-request.js';

export interface HeldService {
  readonly environment: Environment;
  readonly operation: StandaloneOperation;
}

export interface Holding extends ServiceKey {
  /** Of the operation. */
  readonly id: string;
  readonly kind: StandaloneOperation['kind'];
  readonly caller: ServiceCaller;
  readonly at: number;
}

/** From here on nobody else may do anything to the service. Throws `operation_in_progress` when somebody does. */
export async function holdService(
  store: Store,
  { id, environment: names, name, kind, caller, at }: Holding,
): Promise<HeldService> {
  const { actor: startedBy, correlationId } = caller;
  return await store.transaction(async (trx) => {
    const environment = await requireEnvironment(trx, names);
    const operation = { id, environmentId: environment.id, name, kind, startedBy, startedAt: at, correlationId };
    await insertStandaloneOperation(trx, operation, inProgress);
    return { environment, operation: { ...operation, publication: null } };
  });
}

/** What goes on, with who and since when. */
export function operationSentence({ kind, startedBy, startedAt }: StandaloneOperation): string {
  return `${kind} goes on, started by ${startedBy} at ${toIso(startedAt)}`;
}

/** What is said to whoever has to wait for it. */
export function inProgress(holder: StandaloneOperation): AppError {
  return new AppError('operation_in_progress', {
    message: `service ${holder.name}: ${operationSentence(holder)}`,
    nextActions: [`devopsellence service info ${holder.name}`],
  });
}
