import { encodeSpec } from '@devopsellence/core';
import { OPERATOR, type wire } from '@devopsellence/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDeployPart } from '../deploy/deploy-part.js';
import { NAMES, TestControlPlane, webSpec } from '../deploy/testing/control-plane.js';
import type { DeployPart } from '../services.js';
import { anOperator } from '../testing/an-operator.js';

let plane: TestControlPlane;
let part: DeployPart;
let stop: AbortController;
let done: Promise<void>;

beforeEach(async () => {
  plane = await TestControlPlane.create();
  await plane.stop();
  part = createDeployPart(plane.deps);
  stop = new AbortController();
  done = part.run(stop.signal);
});

afterEach(async () => {
  stop.abort();
  await done;
  await plane.close();
});

const CONTEXT = {
  operator: anOperator(),
  correlationId: 'c',
  signal: new AbortController().signal,
} as const;

function deploy(overrides: Partial<wire.DeployRequest__Output> = {}): Promise<wire.DeployReply> {
  const spec = encodeSpec(webSpec('app:1'));
  const request = {
    environment: NAMES,
    spec,
    revision: 'abc',
    appImage: '',
    appImageId: '',
    appImageManifest: '',
    dryRun: false,
    takeBack: false,
    supersede: false,
    requestToken: 'r1',
  };
  return part.handlers.Deploy({ ...request, ...overrides }, CONTEXT);
}

async function watch(deploymentId: string): Promise<wire.DeploymentProgress[]> {
  const all: wire.DeploymentProgress[] = [];
  for await (const progress of part.handlers.WatchDeployment({ deploymentId }, CONTEXT)) all.push(progress);
  return all;
}

describe('the calls of a deploy', () => {
  test('answer what is planned, follow it to its end, and show it in the status', async () => {
    const reply = await deploy();
    expect(reply).toMatchObject({
      plan: [
        {
          node: 'n1',
          connection: 'CONNECTION_ONLINE',
          changes: [{ kind: 'KIND_CREATE', service: 'web', order: 'REPLACEMENT_ORDER_UNSPECIFIED', reasons: [] }],
        },
      ],
      unchanged: false,
      findings: [],
      images: [{ reference: 'app:1', digest: 'sha256:digest-of-app:1', imageId: '' }],
    });
    const progress = await watch(reply.deploymentId ?? '');
    expect(progress.at(-1)).toMatchObject({
      deployment: { id: reply.deploymentId, state: 'DEPLOYMENT_STATE_SETTLED', environment: NAMES },
      nodes: [{ name: 'n1', services: [{ name: 'web', settled: true }] }],
    });
    const status = await part.handlers.GetStatus({ environment: NAMES }, CONTEXT);
    expect(status).toMatchObject({ releaseId: reply.releaseId, pendingChanges: [] });
    expect(await deploy({ requestToken: 'r2' })).toMatchObject({ unchanged: true, releaseId: reply.releaseId });
  });

  test('make messages that the wire takes', async () => {
    const reply = await deploy();
    const sent = OPERATOR.Deploy.responseDeserialize(OPERATOR.Deploy.responseSerialize(reply));
    expect(sent).toMatchObject({ deploymentId: reply.deploymentId, plan: [{ changes: [{ kind: 'KIND_CREATE' }] }] });
    const [progress = {}] = await watch(reply.deploymentId ?? '');
    const { WatchDeployment, GetStatus, GetFleetStatus } = OPERATOR;
    expect(WatchDeployment.responseDeserialize(WatchDeployment.responseSerialize(progress))).toMatchObject({
      nodes: [{ services: [{ name: 'web' }] }],
    });
    const status = await part.handlers.GetStatus({ environment: NAMES }, CONTEXT);
    expect(GetStatus.responseDeserialize(GetStatus.responseSerialize(status))).toMatchObject({ revision: 'abc' });
    const filter = { label: '', environment: '', node: '', state: '' };
    const fleet = await part.handlers.GetFleetStatus(filter, CONTEXT);
    expect(GetFleetStatus.responseDeserialize(GetFleetStatus.responseSerialize(fleet))).toMatchObject({
      summary: { online: 1, services: { running: 1 } },
    });
  });

  test.each([
    ['no environment', { environment: null }],
    ['an environment without a name', { environment: { ...NAMES, project: '' } }],
    ['no request token', { requestToken: '' }],
    ['a request token that is too long', { requestToken: 'x'.repeat(65) }],
    ['no spec', { spec: '' }],
    ['no revision', { revision: '' }],
    ['an app image that is none', { appImage: 'app image' }],
    ['an app image id that is none', { appImage: 'shop:1', appImageId: 'shop:1' }],
    ['an app image that is too long', { appImage: 'x'.repeat(2_000) }],
  ])('are refused with %s', async (_, overrides) => {
    await expect(deploy(overrides)).rejects.toMatchObject({ code: 'invalid_argument' });
  });

  test('refuse a spec that is not one', async () => {
    await expect(deploy({ spec: '{"services": 1}' })).rejects.toMatchObject({ code: 'invalid_config' });
  });

  test('need no request token for a dry run', async () => {
    expect(await deploy({ dryRun: true, requestToken: '' })).toMatchObject({ deploymentId: '', releaseId: '' });
  });
});
