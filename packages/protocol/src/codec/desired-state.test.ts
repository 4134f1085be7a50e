import type { DesiredState } from '@devopsellence/core';
import { expect, it } from 'vitest';
import { DESIRED_STATE } from '../wire.js';
import { parseDesiredState, serializeDesiredState } from './desired-state.js';

const desiredState: DesiredState = {
  nodeId: 'n1',
  revision: 9_007_199_254_740_991,
  environments: [
    {
      id: 'e1',
      organization: 'acme',
      project: 'shop',
      name: 'production',
      slug: 'shop-production-abc123',
      releaseId: 'r1',
      deploymentId: 'd1',
      stableForMs: 3000,
      services: [
        {
          name: 'web',
          role: 'web',
          hash: 'ff'.repeat(32),
          definition: {
            image: { reference: 'shop:1', digest: 'sha256:aa', imageId: null },
            entrypoint: ['/entry'],
            command: ['serve', '--port', '3000'],
            env: { A: '1', EMPTY: '' },
            secrets: [{ env: 'KEY', secret: 'API_KEY', versionId: 'v1' }],
            volumes: [{ name: 'data', target: '/data' }],
            ports: [{ name: 'http', port: 3000 }],
            resources: { memoryBytes: 268_435_456, cpus: 0.5 },
          },
          readiness: {
            check: { kind: 'http', path: '/up', port: 3000 },
            intervalMs: 5000,
            timeoutMs: 2000,
            retries: 3,
            startPeriodMs: 1000,
          },
          dependsOn: [{ service: 'redis', condition: 'ready', timeoutMs: null }],
          order: 'start-first',
          stopGraceMs: 10_000,
        },
        {
          name: 'redis',
          role: 'worker',
          hash: '00'.repeat(32),
          definition: {
            image: { reference: 'redis:7', digest: null, imageId: 'sha256:bb' },
            entrypoint: [],
            command: [],
            env: {},
            secrets: [],
            volumes: [],
            ports: [],
            resources: { memoryBytes: null, cpus: null },
          },
          readiness: null,
          dependsOn: [],
          order: 'stop-first',
          stopGraceMs: 0,
        },
        {
          name: 'vpn',
          role: 'worker',
          hash: '11'.repeat(32),
          definition: {
            image: { reference: 'vpn:1', digest: 'sha256:cc', imageId: null },
            entrypoint: [],
            command: [],
            env: {},
            secrets: [],
            volumes: [{ name: 'conf', target: '/conf', isReadOnly: true }],
            ports: [],
            resources: { memoryBytes: null, cpus: null },
            standalone: {
              labels: { 'oduflow.managed': 'true' },
              isHostNetwork: false,
              publishedPorts: [
                { port: 51_820, protocol: 'udp' },
                { port: 80, protocol: 'tcp' },
              ],
              isNetAdmin: true,
              isPrivileged: false,
            },
          },
          readiness: null,
          dependsOn: [],
          order: 'stop-first',
          stopGraceMs: 0,
          isStopped: true,
        },
      ],
      taskRuns: [
        {
          id: 'd1',
          task: 'release',
          definition: {
            image: { reference: 'shop:1', digest: 'sha256:aa', imageId: null },
            entrypoint: ['bin/migrate'],
            command: [],
            env: {},
            secrets: [{ env: 'KEY', secret: 'API_KEY', versionId: 'v1' }],
            volumes: [],
            ports: [],
            resources: { memoryBytes: null, cpus: null },
          },
          dependsOn: [{ service: 'redis', condition: 'started', timeoutMs: 60_000 }],
          timeoutMs: 600_000,
          stopGraceMs: 10_000,
          isGate: true,
          outcome: { isSuccess: false, exitCode: null, startedAt: 1, endedAt: 2, reason: 'gone', lastLines: ['a'] },
        },
      ],
    },
  ],
};

it('arrives as it was sent', () => {
  const document = { desiredState, secretValues: new Map([['v1', 'geheim']]) };
  expect(parseDesiredState(serializeDesiredState(document))).toEqual(document);
});

it.each([
  ['tcp', { kind: 'tcp', port: 6379 }],
  ['command', { kind: 'command', command: ['redis-cli', 'ping'] }],
] as const)('carries a %s check', (_name, check) => {
  const [environment] = desiredState.environments;
  const [web] = environment?.services ?? [];
  if (environment === undefined || web?.readiness == null) throw new Error('the fixture has a web service');
  const service = { ...web, readiness: { ...web.readiness, check } };
  const changed = { ...desiredState, environments: [{ ...environment, services: [service] }] };
  const bytes = serializeDesiredState({ desiredState: changed, secretValues: new Map() });
  expect(parseDesiredState(bytes).desiredState).toEqual(changed);
});

it('is refused as a whole when it asks for something this version does not know', () => {
  const bytes = DESIRED_STATE.serialize({
    nodeId: 'n1',
    revision: 1,
    environments: [{ id: 'e1', services: [{ name: 'web', role: 7 as 0, definition: { image: {} } }] }],
  });
  expect(() => parseDesiredState(bytes)).toThrow('does not know its role');
});
