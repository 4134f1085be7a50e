import type { NodeCase } from '../diagnosis/diagnose-node.js';
import type { NodeDiagnosis } from '../diagnosis/node-diagnosis.js';
import { START_OF_TIME } from './builders.js';

const GIB = 1024 ** 3;
const DAY_MS = 86_400_000;

/** What the agent of a machine in good health tells. */
export function aDiagnosis(overrides: Partial<NodeDiagnosis> = {}): NodeDiagnosis {
  return {
    agent: {
      version: '1.0.0',
      startedAt: START_OF_TIME - DAY_MS,
      memoryBytes: GIB / 16,
      acceptedRevision: 3,
      certificateEndsAt: START_OF_TIME + 20 * DAY_MS,
      connectedAt: START_OF_TIME - DAY_MS,
      sessionFailures: 0,
      lastFailures: [],
    },
    machine: {
      hostName: 'prod-1',
      kernel: '6.1.0',
      architecture: 'x64',
      cpus: 2,
      load: [0.1, 0.1, 0.1],
      memoryBytes: 4 * GIB,
      availableMemoryBytes: 2 * GIB,
      startedAt: START_OF_TIME - 30 * DAY_MS,
    },
    engine: {
      version: '24.0.0',
      apiVersion: '1.43',
      storageDriver: 'overlay2',
      rootDirectory: '/var/lib/docker',
      warnings: [],
      foreignContainers: 0,
      foreignRunning: 0,
    },
    disks: [aDisk()],
    containers: [],
    networks: [],
    ports: [],
    sizes: null,
    unread: [],
    log: [],
    ...overrides,
  };
}

export function aDisk(overrides: Partial<NodeDiagnosis['disks'][number]> = {}): NodeDiagnosis['disks'][number] {
  const room = { totalBytes: 40 * GIB, freeBytes: 20 * GIB, inodes: 1_000, freeInodes: 900 };
  return { name: 'engine', path: '/var/lib/docker', ...room, ...overrides };
}

/** A node in good health. */
export function aNodeCase(overrides: Partial<NodeCase> = {}): NodeCase {
  return {
    name: 'prod-1',
    at: START_OF_TIME,
    joined: true,
    connection: 'online',
    lastSeenAt: START_OF_TIME,
    agentVersion: '1.0.0',
    controlPlaneVersion: '1.0.0',
    revision: 3,
    observedRevision: 3,
    engineError: '',
    services: [],
    diagnosis: aDiagnosis(),
    clock: { aheadMs: 20, roundTripMs: 50 },
    ...overrides,
  };
}
