import { AppError, type ServiceDetail } from '@devopsellence/core';
import { aServiceDetail, aServiceExit, aServiceSpec, aServiceStatus, aSpec } from '@devopsellence/core/testing';
import { encodeServiceDetail } from '@devopsellence/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NAMES, TestControlPlane } from '../deploy/testing/control-plane.js';
import { closed, type Frame } from '../deploy/testing/fake-tunnels.js';
import { requireEnvironment } from '../store/index.js';
import { anOperator } from '../testing/an-operator.js';
import type { AuthenticatedOperator } from './handler.js';
import { serviceStatusHandlers } from './service-status.js';

let plane: TestControlPlane;
let environmentId: string;

beforeEach(async () => {
  plane = await TestControlPlane.create({ n1: ['web'], n2: ['web'] });
  await plane.ended(await plane.deploy(aSpec([aServiceSpec()])));
  environmentId = (await requireEnvironment(plane.store.db, NAMES)).id;
});

afterEach(() => plane.close());

/** What generated types ask of a message that was received. */
const asReceived = (frame: object) => frame as Frame;

function answers(node: string, detail: Partial<ServiceDetail>): void {
  const status = aServiceStatus({ environmentId });
  const frame = { service: encodeServiceDetail(aServiceDetail({ status, ...detail })) };
  plane.tunnels.scripts.set(plane.idOf(node), () => [asReceived(frame), closed()]);
}

function ask(service = 'web', node = '', operator: Partial<AuthenticatedOperator> = {}) {
  const context = { operator: anOperator(operator), correlationId: 'c', signal: new AbortController().signal };
  const { GetServiceStatus } = serviceStatusHandlers(plane.deps);
  return GetServiceStatus({ environment: NAMES, service, node }, context);
}

describe('one service of an environment', () => {
  test('is told by every node that runs it, with how it ended', async () => {
    const resting = aServiceStatus({ environmentId, state: 'backing_off', ready: false, settled: false, restarts: 4 });
    answers('n1', { status: resting, exits: [aServiceExit({ lastLines: ['no such table'] })] });
    answers('n2', { exits: [] });
    const reply = await ask();
    expect(reply).toMatchObject({ service: 'web', areLinesWithheld: false });
    expect(reply.instances).toMatchObject([
      {
        node: 'n1',
        status: { state: 'SERVICE_STATE_BACKING_OFF', restarts: 4 },
        detail: { exits: [{ lastLines: ['no such table'] }], probe: { ok: true } },
        failure: null,
      },
      { node: 'n2', status: { ready: true }, detail: { exits: [] } },
    ]);
    expect(plane.tunnels.channels.at(-1)?.work.describeService).toEqual({ environmentId, service: 'web' });
  });

  test('is told of one node alone, by its name or id', async () => {
    answers('n2', {});
    for (const node of ['n2', plane.idOf('n2')]) {
      expect((await ask('web', node)).instances?.map((instance) => instance.node)).toEqual(['n2']);
    }
    await expect(ask('web', 'n9')).rejects.toMatchObject({ code: 'not_found' });
  });

  test('is told as it was reported last where the node cannot be asked, and never as ready', async () => {
    answers('n1', {});
    plane.tunnels.scripts.delete(plane.idOf('n2'));
    plane.fleet.connect(plane.idOf('n2'), 'offline', 4_711);
    const [, offline] = (await ask()).instances ?? [];
    expect(offline).toMatchObject({
      node: 'n2',
      connection: 'CONNECTION_OFFLINE',
      lastSeenMs: 4_711,
      status: { ready: false, settled: false, waitingOn: [{ reason: 'node_offline' }] },
      detail: null,
      failure: { code: 'node_offline' },
    });
  });

  test('is told without what a node that hangs would say', async () => {
    answers('n1', {});
    plane.tunnels.scripts.set(plane.idOf('n2'), async function* (_work, channel) {
      await channel.silence();
      yield closed();
    });
    const asked = ask();
    await plane.clock.advance(10_000);
    expect((await asked).instances).toMatchObject([
      { failure: null },
      { node: 'n2', detail: null, failure: { code: 'node_offline' } },
    ]);
  });

  test('is told of a node whose agent is older with what to do', async () => {
    answers('n1', {});
    const failure = new AppError('not_supported', { message: 'this agent does not know that work' });
    plane.tunnels.scripts.set(plane.idOf('n2'), () => [asReceived(closed(failure))]);
    expect((await ask()).instances?.[1]).toMatchObject({ status: { ready: true }, failure: { code: 'not_supported' } });
  });

  test('that was taken back is told as long as a node remembers it', async () => {
    answers('n1', { status: null, probe: null, exits: [] });
    answers('n2', { status: null, probe: null, exits: [aServiceExit({ stoppedFor: 'stopped before it was ready' })] });
    expect((await ask('mailer')).instances).toMatchObject([
      { node: 'n2', status: null, detail: { exits: [{ stoppedFor: 'stopped before it was ready' }] } },
    ]);
  });

  test('that nobody knows is refused with the nearest name', async () => {
    answers('n1', { status: null, exits: [] });
    plane.tunnels.scripts.delete(plane.idOf('n2'));
    await expect(ask('wbe')).rejects.toMatchObject({
      code: 'not_found',
      reason: 'did you mean web?',
      evidence: ['services: web', 'nodes that could not be asked: n2'],
    });
    await expect(ask('')).rejects.toMatchObject({ code: 'invalid_argument' });
  });

  test('is told without lines to who may not read logs', async () => {
    answers('n1', {});
    answers('n2', {});
    const reply = await ask('web', '', { role: 'viewer' });
    expect(reply.areLinesWithheld).toBe(true);
    expect(reply.instances?.map(({ detail }) => detail?.exits?.[0])).toMatchObject([
      { exitCode: 1, lastLines: [] },
      { exitCode: 1, lastLines: [] },
    ]);
  });

  test('asks as many nodes as fit into an answer, first those where it is not as it should be', async () => {
    for (let count = 3; count <= 45; count += 1) await plane.addNode(`n${count}`, ['web']);
    for (const [name, id] of plane.ids) {
      answers(name, {});
      plane.fleet.say(id, { services: [aServiceStatus({ environmentId })] });
    }
    const troubled = aServiceStatus({ environmentId, state: 'backing_off', settled: false });
    plane.fleet.say(plane.idOf('n45'), { services: [troubled] });
    const instances = (await ask()).instances ?? [];
    expect(instances).toHaveLength(45);
    expect(instances.filter(({ detail }) => detail !== null)).toHaveLength(40);
    expect(instances.find(({ node }) => node === 'n45')?.detail).not.toBeNull();
  });
});
