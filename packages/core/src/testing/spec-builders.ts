import {
  type EnvironmentSpec,
  RELEASE_TASK,
  type RolloutSpec,
  type ServiceSpec,
  type TaskSchedule,
  type TaskSpec,
} from '../model/spec.js';
import type { ServiceStatus } from '../model/status.js';
import { aReadiness, ENVIRONMENT_ID } from './builders.js';

/** A service that runs on every node with the label of its role, from an image of its own. Complete for its role. */
export function aServiceSpec(overrides: Partial<ServiceSpec> = {}): ServiceSpec {
  const name = overrides.name ?? 'web';
  const isWeb = (overrides.role ?? 'web') === 'web';
  return {
    name,
    role: 'web',
    image: `registry.example/shop/${name}:1`,
    command: [],
    args: [],
    env: {},
    secretRefs: [],
    ports: isWeb ? [{ name: 'http', port: 3000 }] : [],
    volumes: [],
    readiness: isWeb ? aReadiness() : null,
    dependsOn: [],
    resources: { memoryBytes: null, cpus: null },
    stopGraceMs: 10_000,
    placement: { labels: [], count: null },
    order: 'start-first',
    ...overrides,
  };
}

/** The release task of `web`, that depends on nothing. */
export function aTaskSpec(overrides: Partial<TaskSpec> = {}): TaskSpec {
  return {
    name: RELEASE_TASK,
    service: 'web',
    command: ['bin/migrate'],
    args: [],
    env: {},
    timeoutMs: 60_000,
    dependsOn: [],
    schedule: null,
    ...overrides,
  };
}

/** Every night at three. */
export function aTaskSchedule(overrides: Partial<TaskSchedule> = {}): TaskSchedule {
  return { cron: '0 3 * * *', timeZone: 'UTC', overlap: 'forbid', ...overrides };
}

/** One node at a time, all the time in the world. */
export function aRollout(overrides: Partial<RolloutSpec> = {}): RolloutSpec {
  return {
    maxUnavailable: 1,
    pauseMs: 0,
    stableForMs: 3_000,
    healthDeadlineMs: 300_000,
    deadlineMs: 600_000,
    onFailure: 'rollback',
    ...overrides,
  };
}

export function aSpec(
  services: readonly ServiceSpec[] = [aServiceSpec()],
  overrides: Partial<EnvironmentSpec> = {},
): EnvironmentSpec {
  return {
    organization: 'acme',
    project: 'shop',
    environment: 'production',
    services: services.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    tasks: [],
    ingress: null,
    rollout: aRollout(),
    ...overrides,
  };
}

/** A service that runs, is ready and settled. */
export function aServiceStatus(overrides: Partial<ServiceStatus> = {}): ServiceStatus {
  const name = overrides.name ?? 'web';
  return {
    environmentId: ENVIRONMENT_ID,
    name,
    isStandalone: false,
    role: 'web',
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
    container: `shop-production-abc123-${name}-00000000`,
    hash: `hash-of-${name}`,
    image: `registry.example/shop/${name}:1`,
    imageDigest: 'sha256:1',
    address: '172.20.0.2',
    waitingOn: [],
    lostDependencies: [],
    lastError: '',
    ...overrides,
  };
}
