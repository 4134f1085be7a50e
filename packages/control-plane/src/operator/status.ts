import { environmentStatus, type StatusDeps } from '../status/environment-status.js';
import { fleetStatus } from '../status/fleet-status.js';
import { requireEnvironment, type Store } from '../store/index.js';
import type { UnaryHandlers } from './handler.js';
import { requireEnvironmentNames } from './names.js';

export interface StatusHandlerDeps extends StatusDeps {
  readonly store: Store;
}

export function statusHandlers(deps: StatusHandlerDeps): Pick<UnaryHandlers, 'GetStatus' | 'GetFleetStatus'> {
  const { db } = deps.store;
  return {
    GetStatus: async ({ environment }) =>
      await environmentStatus(db, await requireEnvironment(db, requireEnvironmentNames(environment)), deps),
    GetFleetStatus: (request, { operator }) => fleetStatus(db, request, { ...deps, scope: operator.scope }),
  };
}
