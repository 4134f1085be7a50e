import { aServiceSpec, aSpec, aTaskOutcome, aTaskSchedule, aTaskSpec } from '@devopsellence/core/testing';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { NAMES, TestControlPlane } from '../deploy/testing/control-plane.js';
import { requireEnvironment } from '../store/index.js';
import { environmentStatus } from './environment-status.js';

let plane: TestControlPlane;

beforeEach(async () => {
  plane = await TestControlPlane.create({ n1: ['web', 'worker'], n2: ['web'] });
});

afterEach(() => plane.close());

async function status() {
  const { db } = plane.store;
  const environment = await requireEnvironment(db, NAMES);
  return await environmentStatus(db, environment, {
    fleet: plane.fleet,
    waitingOf: () => ['n1: waits for its turn'],
    pendingChanges: async () => ['n2: create queue'],
  });
}

const spec = aSpec([aServiceSpec(), aServiceSpec({ name: 'queue', role: 'worker' })]);

describe('the status of an environment', () => {
  test('is that of its nodes alone before the first deploy', async () => {
    expect(await status()).toMatchObject({
      environment: NAMES,
      releaseId: '',
      deployment: null,
      nodes: [
        { name: 'n1', connection: 'CONNECTION_ONLINE', labels: ['web', 'worker'], services: [] },
        { name: 'n2', services: [] },
      ],
    });
  });

  test('shows what each node reports of it', async () => {
    const answer = await plane.deploy(spec);
    await plane.ended(answer);
    const { deployment, nodes = [], ...rest } = await status();
    expect(rest).toMatchObject({ revision: 'abc123', pendingChanges: ['n2: create queue'] });
    expect(deployment).toMatchObject({ state: 'DEPLOYMENT_STATE_SETTLED', startedBy: 'ci', waiting: [] });
    expect(nodes.map(({ services = [] }) => services.map(({ name, state, ready }) => [name, state, ready]))).toEqual([
      [
        ['queue', 'SERVICE_STATE_RUNNING', true],
        ['web', 'SERVICE_STATE_RUNNING', true],
      ],
      [['web', 'SERVICE_STATE_RUNNING', true]],
    ]);
    expect(nodes[0]).toMatchObject({ revision: 1, observedRevision: 1 });
  });

  test('shows the newest runs of tasks that have not succeeded, and those alone', async () => {
    const tasks = ['bad', 'good', 'open'].map((name) => aTaskSpec({ name, schedule: aTaskSchedule() }));
    await plane.ended(await plane.deploy(aSpec([aServiceSpec()], { tasks: [...tasks, aTaskSpec()] })));
    const run = async (task: string, ran: TestControlPlane['taskRun']) => {
      plane.taskRun = ran;
      const request = {
        environment: NAMES,
        task,
        replaces: false,
        requestToken: task,
        actor: 'ci',
        correlationId: 'c',
      };
      await plane.tasks.runMaker.request(request);
      await plane.clock.advance(0);
    };
    const failed = aTaskOutcome({ isSuccess: false, exitCode: 3, reason: 'exited with code 3' });
    await run('bad', { state: 'failed', outcome: failed });
    await run('good', { state: 'succeeded', outcome: aTaskOutcome() });
    await run('open', { state: 'running' });
    const shown = async () => (await status()).taskRuns?.map(({ task, state }) => [task, state]);
    await vi.waitFor(async () => {
      expect((await shown())?.toSorted()).toEqual([
        ['bad', 'TASK_RUN_STATE_FAILED'],
        ['open', 'TASK_RUN_STATE_RUNNING'],
      ]);
    });
    await plane.ended(await plane.deploy(aSpec([aServiceSpec({ image: 'app:2' })])));
    expect(await shown()).toEqual([]);
  });

  test('shows a service that the node has said nothing of yet as waiting', async () => {
    plane.deaf.add('n1');
    const answer = await plane.deploy(spec);
    await plane.clock.advance(0);
    while (plane.woken.length === 0) await plane.clock.advance(0);
    const { deployment, nodes = [] } = await status();
    expect(deployment).toMatchObject({ state: 'DEPLOYMENT_STATE_RUNNING', waiting: ['n1: waits for its turn'] });
    expect(nodes[0]?.services?.[1]).toMatchObject({
      name: 'web',
      state: 'SERVICE_STATE_WAITING',
      ready: false,
      image: 'registry.example/shop/web:1',
      imageDigest: 'sha256:digest-of-registry.example/shop/web:1',
      waitingOn: [{ detail: 'not reported by the node yet' }],
    });
    await plane.hear('n1');
    await plane.ended(answer);
  });

  test.each([
    ['offline', 'node offline since 2026-01-01T00:00:00.000Z'],
    ['stale', 'node not heard of since 2026-01-01T00:00:00.000Z'],
  ] as const)('never shows a service on a node that is %s as ready', async (connection, detail) => {
    await plane.ended(await plane.deploy(spec));
    plane.fleet.connect(plane.idOf('n2'), connection, plane.clock.now());
    const { nodes = [] } = await status();
    expect(nodes[1]?.services).toMatchObject([
      { name: 'web', state: 'SERVICE_STATE_RUNNING', ready: false, settled: false, waitingOn: [{ detail }] },
    ]);
    expect(nodes[0]?.services?.[0]).toMatchObject({ ready: true });
  });
});
