import { environmentSlug } from '@devopsellence/core';
import { aServiceDetail, aServiceSpec, aServiceStatus, aSpec } from '@devopsellence/core/testing';
import { encodeServiceDetail, type wire } from '@devopsellence/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WHOLE_FLEET } from '../access/scope.js';
import { NAMES, TestControlPlane } from '../deploy/testing/control-plane.js';
import { closed, type Frame } from '../deploy/testing/fake-tunnels.js';
import { environmentStatus } from '../status/environment-status.js';
import { fleetStatus } from '../status/fleet-status.js';
import { watchDeployment } from '../status/watch-deployment.js';
import { requireEnvironment, setNodeIngress } from '../store/index.js';
import { runStandalone } from '../testing/a-standalone-service.js';
import { anOperator } from '../testing/an-operator.js';
import { execHandlers } from './exec.js';
import { logsHandlers } from './logs.js';
import { serviceStatusHandlers } from './service-status.js';
import { volumeHandlers } from './volumes.js';

let plane: TestControlPlane;
let environmentId: string;

beforeEach(async () => {
  plane = await TestControlPlane.create({ n1: ['web'], n2: ['web'] });
  environmentId = (await requireEnvironment(plane.store.db, NAMES)).id;
});

afterEach(() => plane.close());

const context = { operator: anOperator(), correlationId: 'c', signal: new AbortController().signal };

/** What generated types ask of a message that was received. */
const asReceived = (frame: object) => frame as Frame;

async function runs(given: Partial<Parameters<typeof runStandalone>[1]> = {}) {
  await runStandalone(plane.store, { environmentId, nodeId: plane.idOf('n2'), ...given });
}

function answers(...frames: readonly Frame[]): void {
  plane.tunnels.scripts.set(plane.idOf('n2'), () => frames);
}

async function status(): Promise<wire.EnvironmentStatus> {
  const { db } = plane.store;
  const deps = { fleet: plane.fleet, waitingOf: () => [], pendingChanges: async () => [] };
  return await environmentStatus(db, await requireEnvironment(db, NAMES), deps);
}

async function servicesOf(name: string) {
  const services = (await status()).nodes?.find((node) => node.name === name)?.services ?? [];
  return services.map((service) => [service.name, service.isStandalone, service.state]);
}

describe('a standalone service where nothing was deployed', () => {
  beforeEach(() => runs());

  test('is in the status of its environment, before its node has said a word of it and after', async () => {
    expect(await servicesOf('n2')).toEqual([['redis', true, 'SERVICE_STATE_WAITING']]);
    await plane.hear('n2');
    expect(await servicesOf('n2')).toEqual([['redis', true, 'SERVICE_STATE_RUNNING']]);
    expect(await servicesOf('n1')).toEqual([]);
  });

  test('has logs, by its name and among those of its environment', async () => {
    const log = { service: 'redis', container: 'c', stderr: false, atMs: 1, line: Buffer.from('ready') };
    answers({ log }, closed());
    for (const service of ['redis', '']) {
      const entries: wire.NodeLogEntry[] = [];
      const request = { environment: NAMES, service, node: '', lines: 0, sinceMs: 0, follow: false, task: '', run: '' };
      for await (const entry of logsHandlers(plane.deps).Logs({ ...request, whole: false }, context)) {
        entries.push(entry);
      }
      expect(entries.map(({ node, log: line }) => [node, String(line?.line)])).toEqual([['n2', 'ready']]);
    }
  });

  test('runs a command', async () => {
    answers(closed(null, 3));
    const size = null;
    const open = {
      environment: NAMES,
      service: 'redis',
      node: '',
      command: ['sh'],
      tty: false,
      interactive: false,
      size,
    };
    const requests = async function* () {
      yield { open: { ...open, user: '' }, endOfInput: null, resize: null, message: 'open' as const };
    };
    const replies: wire.ExecReply[] = [];
    for await (const reply of execHandlers(plane.deps).Exec(requests(), context)) replies.push(reply);
    expect(replies).toMatchObject([{ closed: { exitCode: 3 } }]);
  });

  test('is looked at closely', async () => {
    const status = aServiceStatus({ environmentId, name: 'redis', isStandalone: true });
    const frame = { service: encodeServiceDetail(aServiceDetail({ status })) };
    answers(asReceived(frame), closed());
    const { GetServiceStatus } = serviceStatusHandlers(plane.deps);
    const reply = await GetServiceStatus({ environment: NAMES, service: 'redis', node: '' }, context);
    expect(reply.instances).toMatchObject([{ node: 'n2', status: { name: 'redis', isStandalone: true } }]);
  });

  test('is found by a name that is nearly its own', async () => {
    const { GetServiceStatus } = serviceStatusHandlers(plane.deps);
    const asked = GetServiceStatus({ environment: NAMES, service: 'reids', node: '' }, context);
    await expect(asked).rejects.toMatchObject({ code: 'not_found', evidence: ['services: redis'] });
  });
});

describe('a standalone service beside a release', () => {
  test('stands among its services, and is counted with them', async () => {
    await runs();
    await plane.ended(await plane.deploy(aSpec([aServiceSpec()])));
    expect(await servicesOf('n2')).toEqual([
      ['redis', true, 'SERVICE_STATE_RUNNING'],
      ['web', false, 'SERVICE_STATE_RUNNING'],
    ]);
    const filter = { label: '', environment: '', node: '', state: '' };
    const deps = { fleet: plane.fleet, waitingOf: () => [], scope: WHOLE_FLEET };
    const { summary, nodes: all = [] } = await fleetStatus(plane.store.db, filter, deps);
    expect(summary?.services).toEqual({ running: 3 });
    expect(all[1]?.services).toMatchObject([{ status: { isStandalone: true } }, { status: { isStandalone: false } }]);
  });

  test('has no part in its deployments, however it is', async () => {
    await runs();
    plane.behaviours.set('n2', ({ name }) =>
      name === 'redis' ? { state: 'backing_off', ready: false, settled: false, failing: true } : {},
    );
    const answer = await plane.deploy(aSpec([aServiceSpec()]));
    expect(answer.plan.map(({ services }) => services.map(({ service }) => service))).toEqual([['web'], ['web']]);
    expect(await plane.ended(answer)).toMatchObject({ state: 'settled' });
    expect(await servicesOf('n2')).toContainEqual(['redis', true, 'SERVICE_STATE_BACKING_OFF']);
    const watched = { ...plane.deps, waitingOf: () => [], onChange: () => () => undefined };
    const progress = watchDeployment(watched, answer.deployment?.id ?? '', context.signal);
    const { value } = await progress[Symbol.asyncIterator]().next();
    const shown = (value as wire.DeploymentProgress).nodes?.map(({ services = [] }) =>
      services.map(({ name }) => name),
    );
    expect(shown).toEqual([['web'], ['web']]);
  });

  test('keeps running when a release leaves its node', async () => {
    await runs();
    await plane.ended(await plane.deploy(aSpec([aServiceSpec()])));
    await plane.label('n2', ['other']);
    expect(await plane.ended(await plane.apply())).toMatchObject({ state: 'settled' });
    expect(await servicesOf('n2')).toEqual([['redis', true, 'SERVICE_STATE_RUNNING']]);
  });
});

test('a volume of a standalone service is wanted, also while the service is stopped', async () => {
  await runs({ isStopped: true, settings: { volumes: [{ source: 'data', target: '/data', isReadOnly: false }] } });
  const name = `${environmentSlug({ ...NAMES, id: environmentId })}-data`;
  const { ListVolumes, RemoveVolume } = volumeHandlers(plane.deps);
  answers(asReceived({ volumes: { volumes: [{ name, environmentId, isOwn: true, usedBy: [], bytes: 7 }] } }), closed());
  const wantedBy = ['acme/shop/production redis'];
  expect((await ListVolumes({ node: 'n2', sizes: false }, context)).volumes).toMatchObject([{ name, wantedBy }]);
  await expect(RemoveVolume({ node: 'n2', name }, context)).rejects.toMatchObject({
    code: 'volume_in_use',
    nextActions: ['devopsellence service delete redis --org acme --project shop --env production'],
  });
});

test('a hostname is pending until something on the node serves it', async () => {
  await runs();
  await runs({ name: 'search', settings: { hostname: 'search.example.com' } });
  const told = { service: 'search', node: 'n2', hostname: 'search.example.com' };
  expect((await status()).hostnames).toEqual([{ ...told, isPending: true }]);
  await plane.store.transaction((trx) => setNodeIngress(trx, plane.idOf('n2'), 'traefik'));
  expect((await status()).hostnames).toEqual([{ ...told, isPending: false }]);
});
