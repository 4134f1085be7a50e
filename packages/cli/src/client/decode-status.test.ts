import type { wire } from '@devopsellence/protocol';
import { describe, expect, it } from 'vitest';
import { decodeEnvironmentStatus } from './decode-status.js';

const service: wire.ServiceStatus__Output = {
  environmentId: 'e',
  name: 'web',
  isStandalone: false,
  role: 'ROLE_WEB',
  state: 'SERVICE_STATE_RUNNING',
  ready: true,
  settled: true,
  stateSinceMs: 0,
  restarts: 0,
  recentRestarts: 0,
  restartWindowMs: 0,
  nextAttemptAtMs: 0,
  lastExit: null,
  container: 'c',
  hash: 'h',
  image: 'shop:1',
  imageDigest: 'sha256:aa',
  address: '172.18.0.2',
  waitingOn: [],
  lostDependencies: [],
  lastError: '',
  failing: false,
};

function shown(connection: wire.NodeStatus__Output['connection']) {
  const node = {
    nodeId: 'n',
    name: 'prod-1',
    connection,
    labels: [],
    revision: 1,
    observedRevision: 1,
    engineError: '',
  };
  const status = decodeEnvironmentStatus({
    environment: { organization: 'acme', project: 'shop', environment: 'production' },
    releaseId: '',
    revision: '',
    deployment: null,
    pendingChanges: [],
    taskRuns: [],
    hostnames: [],
    nodes: [{ ...node, services: [service] }],
  });
  return status.nodes[0]?.services[0];
}

describe('what a node runs', () => {
  it('is what it says while it is heard of', () => {
    expect(shown('CONNECTION_ONLINE')).toMatchObject({ state: 'running', ready: true, settled: true });
  });

  it.each(['CONNECTION_OFFLINE', 'CONNECTION_UNSPECIFIED'] as const)('is unknown when it is %s', (connection) => {
    expect(shown(connection)).toMatchObject({ state: 'unknown', ready: false, settled: false });
  });
});
