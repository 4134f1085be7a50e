import { aServiceSpec, aSpec, aTaskSpec } from '@devopsellence/core/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { findTaskRun, listDeploymentNodes, readNodeDesiredState, runningDeployments } from '../store/index.js';
import type { DeployAnswer } from './deploy-request.js';
import { eventually, TestControlPlane, webSpec } from './testing/control-plane.js';

let plane: TestControlPlane;

async function start(names: readonly string[] = ['n1', 'n2', 'n3']): Promise<void> {
  plane = await TestControlPlane.create(Object.fromEntries(names.map((name) => [name, ['web']])));
}

/** `app:1` runs, settled, on every node. */
async function running(): Promise<void> {
  await plane.ended(await plane.deploy(webSpec('app:1')));
  plane.woken.length = 0;
}

async function images(): Promise<readonly (string | undefined)[]> {
  return await Promise.all([...plane.ids.keys()].map(async (name) => (await plane.desired(name)).web));
}

async function runsOn(name: string): Promise<readonly string[]> {
  const { environments } = await readNodeDesiredState(plane.store.db, plane.idOf(name));
  return environments.flatMap(({ taskRuns }) => taskRuns.map(({ id }) => id));
}

function idOf({ deployment }: DeployAnswer): string {
  return deployment?.id ?? '';
}

/** A deploy of `app:2` that has settled on n1 and is in the middle of n2, which hears no more. */
async function halfway(): Promise<DeployAnswer> {
  await running();
  plane.deaf.add('n2');
  const answer = await plane.deploy(webSpec('app:2'));
  await eventually(async () => (plane.woken.includes('n2') ? true : null));
  plane.woken.length = 0;
  return answer;
}

/** Containers of this image fail wherever they run. */
function fails(...images: readonly string[]) {
  for (const name of plane.ids.keys()) {
    plane.behaviours.set(name, ({ image }) =>
      images.includes(image) ? { settled: false, failing: true, lastError: 'exited with code 1' } : {},
    );
  }
}

afterEach(() => plane.close());

describe('a deployment while another runs', () => {
  test('is refused with who, when, what, how far it is, and what may be done', async () => {
    await start();
    const { deployment } = await halfway();
    await expect(plane.deploy(webSpec('app:3'))).rejects.toMatchObject({
      code: 'deployment_in_progress',
      message: `a deploy of this environment is running: ${deployment?.id}, started by ci at 2026-01-01T00:00:00.000Z`,
      evidence: ['deploy of release 2 (revision abc123)', '1 of 3 nodes settled'],
      nextActions: [
        `devopsellence deployment show ${deployment?.id}`,
        `devopsellence deployment cancel ${deployment?.id}`,
        'devopsellence deploy --supersede   # ends it, and starts this at once',
      ],
    });
  });

  test.each([
    ['an apply', () => plane.apply(), 'devopsellence apply --supersede'],
    [
      'a rollback',
      () => plane.rollBack({ withTask: true }),
      'devopsellence release rollback 1 --with-task --supersede',
    ],
    ['a dry run', () => plane.deploy(webSpec('app:3'), { dryRun: true }), 'devopsellence deploy --supersede'],
  ])('is refused with its own command: %s', async (_, again, command) => {
    await start();
    await halfway();
    await expect(again()).rejects.toMatchObject({
      code: 'deployment_in_progress',
      nextActions: expect.arrayContaining([expect.stringContaining(`${command} `)]),
    });
  });

  test('says that the task has yet to end', async () => {
    await start(['n1']);
    plane.taskRun = { state: 'running' };
    await plane.deploy(webSpec('app:1', { tasks: [aTaskSpec()] }));
    await expect(plane.apply()).rejects.toMatchObject({
      evidence: ['deploy of release 1 (revision abc123)', 'task release on n1 has yet to end; 0 of 1 node settled'],
    });
  });
});

describe('a deployment that supersedes another', () => {
  test('ends that with the reason, and brings its own release everywhere', async () => {
    await start();
    const before = await halfway();
    plane.deaf.clear();
    const after = await plane.deploy(webSpec('app:3'), { supersedes: true });
    expect(await plane.find(before)).toMatchObject({
      state: 'superseded',
      reason: `superseded by deployment ${idOf(after)}, started by ci`,
      endedAt: after.deployment?.startedAt,
    });
    expect(await plane.ended(after)).toMatchObject({ state: 'settled', reason: '' });
    expect(await images()).toEqual(['app:3', 'app:3', 'app:3']);
    const events = await plane.store.db.selectFrom('events').select(['action', 'details']).execute();
    expect(events).toContainEqual({
      action: 'deployment.superseded',
      details: expect.stringContaining(idOf(after)),
    });
  });

  test('tells whoever follows the other one', async () => {
    await start();
    const before = await halfway();
    const over: string[] = [];
    plane.rollouts.onChange((id, isOver) => {
      if (isOver) over.push(id);
    });
    await plane.deploy(webSpec('app:3'), { supersedes: true });
    await eventually(async () => (over.includes(idOf(before)) ? true : null));
  });

  test('leads on the node that was left changing, and no other beside it', async () => {
    await start();
    await halfway();
    const after = await plane.deploy(webSpec('app:3'), { supersedes: true });
    await eventually(async () => (plane.woken.length > 0 ? true : null));
    await plane.clock.advance(10_000);
    expect(await images()).toEqual(['app:2', 'app:3', 'app:1']);
    await plane.hear('n2');
    await plane.ended(after);
    expect(plane.woken).toEqual(['n2', 'n1', 'n3']);
  });

  test('gives back the last release that settled when it fails, also to nodes that it never came to', async () => {
    await start();
    await halfway();
    fails('app:3');
    plane.deaf.clear();
    const after = await plane.deploy(webSpec('app:3'), { supersedes: true });
    expect(await plane.ended(after)).toMatchObject({
      state: 'rolled_back',
      reason: 'service web failed on node n2: exited with code 1; rolled back to release 1 on n1, n2',
    });
    expect(await images()).toEqual(['app:1', 'app:1', 'app:1']);
  });

  test('gives back what was there before all of a chain of them', async () => {
    await start();
    await halfway();
    await plane.deploy(webSpec('app:3'), { supersedes: true });
    fails('app:4');
    plane.deaf.clear();
    const last = await plane.deploy(webSpec('app:4'), { supersedes: true });
    expect(await plane.ended(last)).toMatchObject({ state: 'rolled_back' });
    expect(await images()).toEqual(['app:1', 'app:1', 'app:1']);
  });

  test('gives nothing back where no release had settled', async () => {
    await start();
    plane.deaf.add('n1');
    await plane.deploy(webSpec('app:1'));
    fails('app:2');
    plane.deaf.clear();
    const after = await plane.deploy(webSpec('app:2'), { supersedes: true });
    expect(await plane.ended(after)).toMatchObject({ state: 'failed' });
  });

  test('withdraws what the other one alone had brought, and restores what that alone had taken away', async () => {
    await start(['n1', 'n2']);
    const only = (label: string, image: string) =>
      aSpec([aServiceSpec({ image, placement: { labels: [label], count: null } })]);
    await plane.label('n1', ['web', 'blue']);
    await plane.label('n2', ['web', 'green']);
    await plane.ended(await plane.deploy(only('blue', 'app:1')));
    plane.deaf.add('n2');
    await plane.deploy(only('green', 'app:2'));
    await eventually(async () => ((await plane.desired('n2')).web === 'app:2' ? true : null));
    plane.deaf.clear();
    fails('app:3');
    const after = await plane.deploy(only('green', 'app:3'), { supersedes: true });
    expect(await plane.ended(after)).toMatchObject({ state: 'rolled_back' });
    expect(await images()).toEqual(['app:1', undefined]);
  });

  test('changes nothing when it is refused, or only tried', async () => {
    await start();
    await halfway();
    const before = await plane.dump();
    const unplaced = aSpec([aServiceSpec({ placement: { labels: ['gpu'], count: null } })]);
    await expect(plane.deploy(unplaced, { supersedes: true })).rejects.toMatchObject({ code: 'no_matching_node' });
    const { plan } = await plane.deploy(webSpec('app:3'), { supersedes: true, dryRun: true });
    expect(plan).toHaveLength(3);
    expect(await plane.dump()).toEqual(before);
  });

  test('is an ordinary one where nothing runs', async () => {
    await start();
    await running();
    const answer = await plane.deploy(webSpec('app:2'), { supersedes: true });
    expect(await plane.ended(answer)).toMatchObject({ state: 'settled' });
  });

  test('is not started again by a repeat of its request, whatever runs by then', async () => {
    await start();
    await halfway();
    const first = await plane.deploy(webSpec('app:3'), { supersedes: true, requestToken: 'mine' });
    const second = await plane.deploy(webSpec('app:4'), { supersedes: true });
    const again = await plane.deploy(webSpec('app:3'), { supersedes: true, requestToken: 'mine' });
    expect(again.deployment).toMatchObject({ id: idOf(first), state: 'superseded' });
    expect(await plane.find(second)).toMatchObject({ state: 'running' });
  });
});

describe('apply and rollback that supersede', () => {
  test('an apply publishes anew what the deployment was to bring', async () => {
    await start();
    const before = await halfway();
    plane.deaf.clear();
    const after = await plane.apply({ supersedes: true });
    expect(after.deployment).toMatchObject({ kind: 'apply', releaseId: before.deployment?.releaseId });
    expect(await plane.ended(after)).toMatchObject({ state: 'settled' });
    expect(await images()).toEqual(['app:2', 'app:2', 'app:2']);
  });

  test('a rollback goes back to the release before, on every node that was reached', async () => {
    await start();
    await halfway();
    plane.deaf.clear();
    const after = await plane.rollBack({ supersedes: true });
    expect(await plane.ended(after)).toMatchObject({ state: 'settled', kind: 'rollback' });
    expect(await images()).toEqual(['app:1', 'app:1', 'app:1']);
    expect(plane.woken.toSorted()).toEqual(['n1', 'n2']);
  });
});

describe('the release task of a deployment that is superseded', () => {
  const withTask = (image: string) => webSpec(image, { tasks: [aTaskSpec()] });

  /** The task of a deploy of `app:2` runs on n1. */
  async function taskRuns(): Promise<DeployAnswer> {
    await running();
    plane.taskRun = { state: 'running' };
    const answer = await plane.deploy(withTask('app:2'));
    await eventually(async () => (plane.woken.length > 0 ? true : null));
    return answer;
  }

  test('is no longer desired, and the new one is, in the same document', async () => {
    await start();
    const before = await taskRuns();
    const after = await plane.deploy(withTask('app:3'), { supersedes: true });
    await eventually(async () => ((await runsOn('n1')).includes(idOf(after)) ? true : null));
    expect(await runsOn('n1')).toEqual([idOf(after)]);
    expect((await findTaskRun(plane.store.db, idOf(before)))?.outcome).toMatchObject({
      isSuccess: false,
      exitCode: null,
      reason: `superseded by deployment ${idOf(after)}, started by ci`,
    });
  });

  test('gives way on its own node, though another comes first by now', async () => {
    await start();
    plane.fleet.connect(plane.idOf('n1'), 'offline');
    await plane.deploy(withTask('app:1'));
    await eventually(async () => ((await runsOn('n2')).length > 0 ? true : null));
    plane.taskRun = { state: 'running' };
    plane.fleet.connect(plane.idOf('n1'));
    await plane.ended(await plane.deploy(webSpec('app:1'), { supersedes: true }));
    plane.fleet.connect(plane.idOf('n1'), 'offline');
    await plane.deploy(withTask('app:2'));
    await eventually(async () => ((await runsOn('n2')).length > 0 ? true : null));
    plane.fleet.connect(plane.idOf('n1'));
    const after = await plane.deploy(withTask('app:3'), { supersedes: true });
    await eventually(async () => ((await runsOn('n2')).includes(idOf(after)) ? true : null));
  });

  test('is taken out of a node that the new task does not run on', async () => {
    await start();
    await taskRuns();
    plane.fleet.connect(plane.idOf('n1'), 'stale');
    plane.woken.length = 0;
    const after = await plane.deploy(withTask('app:3'), { supersedes: true });
    await eventually(async () => ((await runsOn('n2')).includes(idOf(after)) ? true : null));
    expect(await runsOn('n1')).toEqual([]);
    expect((await plane.desired('n1')).web).toBe('app:1');
    expect(plane.woken[0]).toBe('n1');
  });

  test('is taken out of a node that a chain of them never came to again', async () => {
    await start();
    await taskRuns();
    // The second one's task is for n1, too, and the control plane stops before it has published anything.
    await plane.stop();
    await plane.deploy(withTask('app:3'), { supersedes: true });
    expect(await runsOn('n1')).toHaveLength(1);
    plane.fleet.connect(plane.idOf('n1'), 'stale');
    plane.start();
    const last = await plane.deploy(withTask('app:4'), { supersedes: true });
    await eventually(async () => ((await runsOn('n2')).includes(idOf(last)) ? true : null));
    expect(await runsOn('n1')).toEqual([]);
  });

  test('stops also where the new one has no task and changes nothing', async () => {
    await start();
    await running();
    plane.taskRun = { state: 'running' };
    await plane.deploy(webSpec('app:1', { tasks: [aTaskSpec()] }));
    await eventually(async () => ((await runsOn('n1')).length > 0 ? true : null));
    const after = await plane.rollBack({ release: '1', supersedes: true });
    await plane.ended(after);
    expect(await runsOn('n1')).toEqual([]);
  });

  test('does not keep the new one from beginning where its release is stuck elsewhere', async () => {
    await start();
    await running();
    plane.deaf.add('n1');
    await plane.deploy(webSpec('app:2'));
    await eventually(async () => (plane.woken.length > 0 ? true : null));
    plane.fleet.connect(plane.idOf('n1'), 'stale');
    plane.taskRun = { state: 'running' };
    const after = await plane.deploy(withTask('app:3'), { supersedes: true });
    await eventually(async () => ((await runsOn('n2')).includes(idOf(after)) ? true : null));
  });
});

describe('at the same moment', () => {
  test('two that supersede: each ends the one before it, and the last one runs', async () => {
    await start();
    const before = await halfway();
    plane.deaf.clear();
    const answers = await Promise.all(
      ['app:3', 'app:4', 'app:5'].map((image) => plane.deploy(webSpec(image), { supersedes: true })),
    );
    await eventually(async () => ((await runningDeployments(plane.store.db)).length === 0 ? true : null));
    const ended = await Promise.all([before, ...answers].map((answer) => plane.find(answer)));
    const superseded = ended.filter(({ state }) => state === 'superseded');
    const last = ended.filter(({ state }) => state === 'settled');
    expect([superseded.length, last.length]).toEqual([3, 1]);
    // Each names the one after it: nobody twice, the first one never.
    const named = superseded.map(({ reason }) => reason.split(/[ ,]/)[3]);
    expect(named.toSorted()).toEqual(answers.map(idOf).toSorted());
    expect(new Set(await images())).toHaveProperty('size', 1);
  });

  test('a deployment that settles: it has settled or was superseded, and its successor goes on from there', async () => {
    await start();
    const before = await halfway();
    plane.deaf.clear();
    const [, after] = await Promise.all([plane.hear('n2'), plane.deploy(webSpec('app:3'), { supersedes: true })]);
    await plane.ended(after);
    const { state, reason } = await plane.find(before);
    expect([
      ['settled', ''],
      ['superseded', `superseded by deployment ${idOf(after)}, started by ci`],
    ]).toContainEqual([state, reason]);
    expect(await images()).toEqual(['app:3', 'app:3', 'app:3']);
  });

  test('one that has settled stays so', async () => {
    await start();
    await running();
    const before = await plane.deploy(webSpec('app:2'));
    await plane.ended(before);
    await plane.ended(await plane.deploy(webSpec('app:3'), { supersedes: true }));
    expect(await plane.find(before)).toMatchObject({ state: 'settled' });
  });

  test('the control plane stops: what superseded goes on when it is back, with what it gives back', async () => {
    await start();
    await halfway();
    await plane.stop();
    fails('app:3');
    const after = await plane.deploy(webSpec('app:3'), { supersedes: true });
    const rows = await listDeploymentNodes(plane.store.db, idOf(after));
    expect(rows.map(({ leftChanging }) => leftChanging).filter(Boolean)).toHaveLength(1);
    plane.deaf.clear();
    plane.start();
    expect(await plane.ended(after)).toMatchObject({ state: 'rolled_back' });
    expect(await images()).toEqual(['app:1', 'app:1', 'app:1']);
  });
});
