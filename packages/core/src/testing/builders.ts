import type { ContainerDefinition, DesiredEnvironment, DesiredService, DesiredState } from '../model/desired-state.js';
import type { PinnedImage } from '../model/image.js';
import type { ContainerExit, ContainerHistory, Observation, ObservedContainer } from '../model/observation.js';
import type { Readiness } from '../model/probe.js';
import type { Dependency } from '../model/spec.js';
import type { StandaloneTraits } from '../model/standalone.js';
import type { TaskRun } from '../model/task-run.js';
import { canonicalDefinition } from '../reconcile/canonical.js';
import { NEW_HISTORY } from '../reconcile/history.js';
import { containerName } from '../reconcile/naming.js';
import { fakeHash } from './fake-hash.js';

/** The moment at which tests begin: 2026-01-01T00:00:00Z. */
export const START_OF_TIME = 1_767_225_600_000;

export const SLUG = 'shop-production-abc123';
export const ENVIRONMENT_ID = 'env-abc123';

export function anImage(reference = 'registry.example/shop/app:1', overrides: Partial<PinnedImage> = {}): PinnedImage {
  return { reference, digest: `sha256:${fakeHash(reference)}`, imageId: null, ...overrides };
}

export function aDefinition(overrides: Partial<ContainerDefinition> = {}): ContainerDefinition {
  return {
    image: anImage(),
    entrypoint: [],
    command: [],
    env: {},
    secrets: [],
    volumes: [],
    ports: [{ name: 'http', port: 3000 }],
    resources: { memoryBytes: null, cpus: null },
    ...overrides,
  };
}

/** What a standalone service has when nothing is asked for. */
export function someTraits(overrides: Partial<StandaloneTraits> = {}): StandaloneTraits {
  return {
    labels: {},
    isHostNetwork: false,
    publishedPorts: [],
    isNetAdmin: false,
    isPrivileged: false,
    ...overrides,
  };
}

/** Checked every second, with 5 s to its first success. */
export function aReadiness(overrides: Partial<Readiness> = {}): Readiness {
  const check = { kind: 'http', path: '/up', port: 3000 } as const;
  return { check, intervalMs: 1_000, timeoutMs: 500, retries: 5, startPeriodMs: 0, ...overrides };
}

/** A web service that is replaced start-first. Its hash follows from its definition unless it is given. */
export function aService(overrides: Partial<DesiredService> = {}): DesiredService {
  const name = overrides.name ?? 'web';
  const definition = overrides.definition ?? aDefinition();
  return {
    name,
    role: 'web',
    hash: fakeHash(canonicalDefinition({ slug: SLUG, service: name, definition })),
    definition,
    readiness: aReadiness(),
    dependsOn: [],
    order: 'start-first',
    stopGraceMs: 10_000,
    ...overrides,
  };
}

/** A service without a check that is replaced stop-first. */
export function aWorker(overrides: Partial<DesiredService> = {}): DesiredService {
  return aService({ name: 'worker', role: 'worker', readiness: null, order: 'stop-first', ...overrides });
}

/** Of another version: the same service with another image, and so another hash. */
export function ofVersion(service: DesiredService, version: string): DesiredService {
  const definition = { ...service.definition, image: anImage(`registry.example/shop/app:${version}`) };
  return {
    ...service,
    definition,
    hash: fakeHash(canonicalDefinition({ slug: SLUG, service: service.name, definition })),
  };
}

/** The release task: services wait for it, those that it depends on excepted. */
export function aTaskRun(overrides: Partial<TaskRun> = {}): TaskRun {
  return {
    id: 'run-1',
    task: 'release',
    definition: aDefinition({ command: ['migrate'], ports: [] }),
    dependsOn: [],
    timeoutMs: 60_000,
    stopGraceMs: 10_000,
    isGate: true,
    outcome: null,
    ...overrides,
  };
}

export function aDependency(service: string, overrides: Partial<Dependency> = {}): Dependency {
  return { service, condition: 'ready', timeoutMs: null, ...overrides };
}

export function anEnvironment(overrides: Partial<DesiredEnvironment> = {}): DesiredEnvironment {
  return {
    id: ENVIRONMENT_ID,
    organization: 'acme',
    project: 'shop',
    name: 'production',
    slug: SLUG,
    releaseId: 'release-1',
    deploymentId: 'deployment-1',
    stableForMs: 3_000,
    services: [aService()],
    taskRuns: [],
    ...overrides,
  };
}

export function aDesiredState(overrides: Partial<DesiredState> = {}): DesiredState {
  return { nodeId: 'node-1', revision: 1, environments: [anEnvironment()], ...overrides };
}

/** The desired state of one environment with these services. */
export function desiring(
  services: readonly DesiredService[],
  overrides: Partial<DesiredEnvironment> = {},
): DesiredState {
  return aDesiredState({ environments: [anEnvironment({ services, ...overrides })] });
}

/** A container of `service` that has run for a minute. */
export function aContainer(
  service: DesiredService = aService(),
  overrides: Partial<ObservedContainer> = {},
): ObservedContainer {
  const name = containerName(SLUG, service.name, overrides.hash ?? service.hash);
  const isRunning = (overrides.state ?? 'running') === 'running';
  return {
    id: `id-of-${name}`,
    name,
    environmentId: ENVIRONMENT_ID,
    service: service.name,
    taskRun: null,
    isStandalone: service.definition.standalone !== undefined,
    dependsOn: service.dependsOn.map((dependency) => dependency.service),
    hash: service.hash,
    releaseId: 'release-1',
    state: 'running',
    startedAt: overrides.state === 'created' ? null : START_OF_TIME - 60_000,
    exitCode: isRunning ? null : 0,
    finishedAt: isRunning ? null : START_OF_TIME,
    isOutOfMemory: false,
    address: isRunning ? '172.20.0.2' : null,
    isNamed: true,
    imageId: 'sha256:0',
    ...overrides,
  };
}

export function aHistory(overrides: Partial<ContainerHistory> = {}): ContainerHistory {
  return { ...NEW_HISTORY, startedAt: START_OF_TIME - 60_000, ...overrides };
}

/** An exit that nobody asked for, right now. */
export function anExit(overrides: Partial<ContainerExit> = {}): ContainerExit {
  return { at: START_OF_TIME, exitCode: 1, isOutOfMemory: false, lastLine: '', ...overrides };
}

/** Ready since shortly after the start that `aContainer` has. */
export function aReadyHistory(overrides: Partial<ContainerHistory> = {}): ContainerHistory {
  const probe = {
    at: START_OF_TIME - 500,
    since: START_OF_TIME - 59_000,
    ok: true,
    detail: 'HTTP 200',
    consecutiveFailures: 0,
  };
  return aHistory({ readySince: START_OF_TIME - 59_000, readyInThisRun: true, wasReady: true, probe, ...overrides });
}

/** A node on which nothing was ever deployed. */
export function anObservation(overrides: Partial<Observation> = {}): Observation {
  return {
    at: START_OF_TIME,
    containers: [],
    networks: [],
    volumes: [],
    images: new Set(),
    histories: new Map(),
    backoffs: new Map(),
    inFlight: new Map(),
    taskOutcomes: new Map(),
    ...overrides,
  };
}
