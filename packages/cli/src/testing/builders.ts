import { aDiagnosis, aDisk } from '@devopsellence/core/testing';
import type { Identity } from '../client/access-client.js';
import type { DeployReply } from '../client/control-plane-client.js';
import type { DiagnosedControlPlane, DiagnosedNode } from '../client/diagnosis-client.js';
import type { NodeInfo } from '../client/names.js';
import type { Release } from '../client/release-client.js';
import type { Deployment, DeploymentProgress, EnvironmentStatus, NodeStatus, ServiceReport } from '../client/status.js';
import type { TaskRun } from '../client/task-client.js';
import { NOW } from './cli.js';

export const PRODUCTION = { organization: 'acme', project: 'shop', environment: 'production' } as const;

export function aNode(overrides: Partial<NodeInfo> = {}): NodeInfo {
  return {
    id: '01NODE',
    name: 'prod-1',
    labels: ['web'],
    connection: 'online',
    environments: [PRODUCTION],
    agentVersion: '0.1.0',
    lastSeenAt: NOW,
    joined: true,
    ssh: null,
    ingress: 'none',
    ...overrides,
  };
}

export function aService(overrides: Partial<ServiceReport> = {}): ServiceReport {
  return {
    name: 'web',
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
    container: 'shop-production-web',
    image: 'shop:1',
    imageDigest: 'sha256:aa',
    address: '172.18.0.2',
    waitingOn: [],
    lostDependencies: [],
    lastError: '',
    ...overrides,
  };
}

export function aNodeStatus(overrides: Partial<NodeStatus> = {}): NodeStatus {
  return {
    name: 'prod-1',
    connection: 'online',
    labels: ['web'],
    revision: 3,
    observedRevision: 3,
    services: [aService()],
    engineError: '',
    ...overrides,
  };
}

export function aDeployment(overrides: Partial<Deployment> = {}): Deployment {
  return {
    id: '01DEPLOYMENT',
    kind: 'deploy',
    state: 'settled',
    releaseId: '01RELEASE',
    revision: '3f2a91c0d4e5f60718293a4b5c6d7e8f90a1b2c3',
    startedBy: 'owner',
    startedAt: NOW,
    endedAt: NOW + 4_000,
    deadlineAt: NOW + 600_000,
    reason: '',
    waiting: [],
    task: null,
    ...overrides,
  };
}

export function aProgress(
  state: Deployment['state'],
  services: readonly ServiceReport[],
  deployment: Partial<Deployment> = {},
): DeploymentProgress {
  const endedAt = state === 'running' ? null : NOW + 4_000;
  return { deployment: aDeployment({ state, endedAt, ...deployment }), nodes: [aNodeStatus({ services })] };
}

export function anEnvironmentStatus(overrides: Partial<EnvironmentStatus> = {}): EnvironmentStatus {
  return {
    environment: PRODUCTION,
    releaseId: '01RELEASE',
    revision: '3f2a91c',
    deployment: aDeployment(),
    pendingChanges: [],
    taskRuns: [],
    hostnames: [],
    nodes: [aNodeStatus()],
    ...overrides,
  };
}

export function aDeployReply(overrides: Partial<DeployReply> = {}): DeployReply {
  return {
    releaseId: '01RELEASE',
    deploymentId: '01DEPLOYMENT',
    plan: [
      {
        node: 'prod-1',
        connection: 'online',
        changes: [
          { kind: 'create', service: 'redis', order: 'stop-first', reasons: [] },
          { kind: 'replace', service: 'web', order: 'start-first', reasons: ['image changed'] },
        ],
      },
    ],
    unchanged: false,
    findings: [],
    images: [],
    ...overrides,
  };
}

/** What an owner hears of a node in good health. */
export function aDiagnosed(overrides: Partial<DiagnosedNode> = {}): DiagnosedNode {
  return {
    node: aNode(),
    revision: 3,
    observedRevision: 3,
    engineError: '',
    services: [],
    diagnosis: aDiagnosis(),
    clock: { aheadMs: 12, roundTripMs: 3 },
    failure: null,
    findings: [],
    ...overrides,
  };
}

/** What an owner hears of a control plane in good health. */
export function aControlPlane(overrides: Partial<DiagnosedControlPlane> = {}): DiagnosedControlPlane {
  const facts = {
    version: '0.1.0',
    at: NOW,
    startedAt: NOW - 86_400_000,
    memoryBytes: 100_000_000,
    databaseBytes: 1_000_000,
    disk: aDisk({ name: 'data', path: '/var/lib/devopsellence' }),
    authorityEndsAt: NOW + 300_000_000_000,
    serverCertificateEndsAt: NOW + 30_000_000_000,
    eventLoopLagMs: 2,
    pendingReports: 0,
  };
  return { facts, findings: [], log: [], metrics: '', ...overrides };
}

/** The owner's token, of a control plane of this version. */
export function anIdentity(overrides: Partial<Identity> = {}): Identity {
  const scope = { organization: null, project: null, environment: null };
  const owner = { tokenName: 'owner', role: 'owner', controlPlaneVersion: '0.1.0', scope, expiresAt: null, at: null };
  return { ...owner, ...overrides };
}

export function aRelease(overrides: Partial<Release> = {}): Release {
  const number = overrides.number ?? 1;
  return {
    id: `r${number}`,
    number,
    revision: 'aaaaaaaaaaaaaaaa',
    createdAt: NOW - 7_200_000,
    createdBy: 'ann',
    isSettled: true,
    isCurrent: false,
    ...overrides,
  };
}

/** A run that an operator made an hour ago, and that goes on. */
export function aTaskRun(overrides: Partial<TaskRun> = {}): TaskRun {
  return {
    id: '01RUN',
    environment: PRODUCTION,
    task: 'nightly',
    trigger: 'operator',
    state: 'running',
    node: 'prod-1',
    connection: 'online',
    releaseId: '01RELEASE',
    deploymentId: null,
    requestedBy: 'ann',
    createdAt: NOW - 3_600_000,
    scheduledFor: null,
    startedAt: NOW - 3_600_000,
    endedAt: null,
    exitCode: null,
    reason: '',
    lastLines: [],
    waitingOn: [],
    ...overrides,
  };
}
