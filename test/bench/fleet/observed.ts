import type { DesiredState, NodeReport, ServiceStatus } from '@devopsellence/core';

/** What a node that does everything at once reports of a desired state; null: it has none. */
export function observed(state: DesiredState | null): NodeReport {
  const services = state?.environments.flatMap(({ id: environmentId, services: desired }) =>
    desired.map(
      ({ name, role, hash, definition }): ServiceStatus => ({
        environmentId,
        name,
        isStandalone: definition.standalone !== undefined,
        role,
        state: 'running',
        stateSince: null,
        ready: true,
        settled: true,
        failing: false,
        restarts: 0,
        recentRestarts: 0,
        restartWindowMs: 600_000,
        nextAttemptAt: null,
        lastExit: null,
        container: name,
        hash,
        image: definition.image.reference,
        imageDigest: definition.image.digest ?? '',
        address: '10.0.0.2',
        waitingOn: [],
        lostDependencies: [],
        lastError: '',
      }),
    ),
  );
  return {
    at: Date.now(),
    observedRevision: state?.revision ?? 0,
    agentVersion: '0.1.0',
    engineVersion: '20.10.24',
    engineError: '',
    services: services ?? [],
    taskRuns: [],
    leftovers: [],
    removals: [],
  };
}
