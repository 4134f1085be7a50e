import type { DesiredEnvironment, DesiredService, NodeReport, SecretBinding } from '@devopsellence/core';

/** A service of a desired environment, with the secrets it references. */
export function aDesiredService(name: string, secrets: readonly SecretBinding[] = []): DesiredService {
  return {
    name,
    role: 'web',
    hash: `hash-of-${name}`,
    definition: {
      image: { reference: `${name}:1`, digest: `sha256:${'a'.repeat(64)}`, imageId: null },
      entrypoint: [],
      command: [],
      env: {},
      secrets,
      volumes: [],
      ports: [],
      resources: { memoryBytes: null, cpus: null },
    },
    readiness: null,
    dependsOn: [],
    order: 'start-first',
    stopGraceMs: 10_000,
  };
}

export function aDesiredEnvironment(id: string, services: readonly DesiredService[]): DesiredEnvironment {
  return {
    id,
    organization: 'acme',
    project: 'shop',
    name: 'production',
    slug: 'shop-production',
    releaseId: 'release-1',
    deploymentId: 'deployment-1',
    stableForMs: 3_000,
    services,
    taskRuns: [],
  };
}

export function aNodeReport(overrides: Partial<NodeReport> = {}): NodeReport {
  return {
    at: 1_000,
    observedRevision: 0,
    agentVersion: '0.1.0',
    engineVersion: '20.10.24',
    engineError: '',
    services: [],
    taskRuns: [],
    leftovers: [],
    removals: [],
    ...overrides,
  };
}
