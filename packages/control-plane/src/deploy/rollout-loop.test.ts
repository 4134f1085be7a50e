import { aRollout, aServiceSpec, aSpec } from '@devopsellence/core/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { attachNode, deleteNode, detachNode, requireEnvironment, withdrawDesiredEnvironment } from '../store/index.js';
import { eventually, NAMES, TestControlPlane, webSpec } from './testing/control-plane.js';

const THREE = { n1: ['web'], n2: ['web'], n3: ['web'] };

let plane: TestControlPlane;

async function start(nodes: Readonly<Record<string, readonly string[]>> = THREE): Promise<void> {
  plane = await TestControlPlane.create(nodes);
}

/** `app:1` runs, settled, on every node. */
async function running(overrides: Parameters<typeof webSpec>[1] = {}): Promise<void> {
  await plane.ended(await plane.deploy(webSpec('app:1', overrides)));
  plane.woken.length = 0;
}

/** Containers of this image fail wherever they run. */
function fails(image: string) {
  return (service: { readonly image: string }) =>
    service.image === image ? { settled: false, ready: true, failing: true, lastError: 'exited with code 1' } : {};
}

async function images(): Promise<readonly (string | undefined)[]> {
  return await Promise.all(['n1', 'n2', 'n3'].map(async (name) => (await plane.desired(name)).web));
}

afterEach(() => plane.close());

describe('a rollout', () => {
  test('goes node by node: the next one waits until the one before has settled', async () => {
    await start();
    await running();
    plane.deaf.add('n1');
    const answer = await plane.deploy(webSpec('app:2'));
    await eventually(async () => (plane.woken.length > 0 ? true : null));
    await plane.clock.advance(10_000);
    expect(await images()).toEqual(['app:2', 'app:1', 'app:1']);
    expect(plane.rollouts.waiting(answer.deployment?.id ?? '').map(({ node, reason }) => [node, reason])).toEqual([
      ['n1', 'acceptance'],
      ['n2', 'turn'],
      ['n3', 'turn'],
    ]);
    await plane.hear('n1');
    expect(await plane.ended(answer)).toMatchObject({ state: 'settled' });
    expect(plane.woken).toEqual(['n1', 'n2', 'n3']);
  });

  test('pauses between nodes', async () => {
    await start();
    await running();
    const answer = await plane.deploy(webSpec('app:2', { rollout: aRollout({ pauseMs: 30_000 }) }));
    await eventually(async () => ((await plane.desired('n1')).web === 'app:2' ? true : null));
    await plane.clock.advance(29_000);
    expect(await images()).toEqual(['app:2', 'app:1', 'app:1']);
    await plane.clock.advance(2_000);
    await eventually(async () => ((await plane.desired('n2')).web === 'app:2' ? true : null));
    expect(await images()).toEqual(['app:2', 'app:2', 'app:1']);
    expect(await plane.find(answer)).toMatchObject({ state: 'running' });
  });

  test('publishes to an offline node at once, settles without it and names it; it follows when it returns', async () => {
    await start();
    await running();
    plane.fleet.connect(plane.idOf('n2'), 'offline');
    const answer = await plane.deploy(webSpec('app:2'));
    expect(await plane.ended(answer)).toMatchObject({
      state: 'settled',
      reason: 'offline and to follow when it returns: node n2',
    });
    expect(await images()).toEqual(['app:2', 'app:2', 'app:2']);
  });

  test('goes on without a node that is detached or removed meanwhile', async () => {
    await start();
    await running();
    plane.deaf.add('n1');
    const answer = await plane.deploy(webSpec('app:2'));
    await eventually(async () => (plane.woken.length > 0 ? true : null));
    const { id } = await requireEnvironment(plane.store.db, NAMES);
    await plane.store.transaction(async (trx) => {
      await detachNode(trx, plane.idOf('n1'), id);
      await withdrawDesiredEnvironment(trx, { nodeId: plane.idOf('n1'), environmentId: id, at: plane.clock.now() });
      await deleteNode(trx, plane.idOf('n2'));
    });
    plane.fleet.connect(plane.idOf('n2'), 'offline');
    expect(await plane.ended(answer)).toMatchObject({ state: 'settled' });
    expect((await plane.desired('n3')).web).toBe('app:2');
  });

  test('forgets a node that was detached and attached again meanwhile', async () => {
    await start();
    await running();
    plane.deaf.add('n1');
    const answer = await plane.deploy(webSpec('app:2'));
    await eventually(async () => (plane.woken.length > 0 ? true : null));
    const { id } = await requireEnvironment(plane.store.db, NAMES);
    await plane.clock.advance(1);
    await plane.store.transaction(async (trx) => {
      await detachNode(trx, plane.idOf('n1'), id);
      await withdrawDesiredEnvironment(trx, { nodeId: plane.idOf('n1'), environmentId: id, at: plane.clock.now() });
      await attachNode(trx, { nodeId: plane.idOf('n1'), environmentId: id, at: plane.clock.now() });
    });
    plane.fleet.connect(plane.idOf('n1'));
    expect(await plane.ended(answer)).toMatchObject({ state: 'settled' });
    expect(await images()).toEqual([undefined, 'app:2', 'app:2']);
  });

  test('does not end as settled when every node is detached meanwhile', async () => {
    await start({ n1: ['web'] });
    plane.deaf.add('n1');
    const answer = await plane.deploy(webSpec('app:1'));
    await eventually(async () => (plane.woken.length > 0 ? true : null));
    const { id } = await requireEnvironment(plane.store.db, NAMES);
    await plane.store.transaction((trx) => detachNode(trx, plane.idOf('n1'), id));
    plane.fleet.connect(plane.idOf('n1'));
    expect(await plane.ended(answer)).toMatchObject({ state: 'failed', reason: expect.stringContaining('detached') });
  });

  test('publishes to a node that was attached before the clock was set back', async () => {
    await start({ n1: ['web'] });
    const { id } = await requireEnvironment(plane.store.db, NAMES);
    await plane.store.transaction(async (trx) => {
      await detachNode(trx, plane.idOf('n1'), id);
      await attachNode(trx, { nodeId: plane.idOf('n1'), environmentId: id, at: plane.clock.now() + 5_000 });
    });
    expect(await plane.ended(await plane.deploy(webSpec('app:1')))).toMatchObject({ state: 'settled' });
    expect((await plane.desired('n1')).web).toBe('app:1');
  });

  test('fails at its deadline, and says what it waited for', async () => {
    await start({ n1: ['web'] });
    plane.deaf.add('n1');
    const answer = await plane.deploy(webSpec('app:1'));
    await eventually(async () => (plane.woken.length > 0 ? true : null));
    await plane.clock.advance(600_000);
    const { state, reason } = await plane.ended(answer);
    expect(state).toBe('failed');
    expect(reason).toMatch(/n1: has not accepted revision 1 yet$/);
  });
});

describe('a release that fails', () => {
  test('is rolled back on the nodes that got it; the others never saw it', async () => {
    await start();
    await running();
    const before = await requireEnvironment(plane.store.db, NAMES);
    for (const name of ['n1', 'n2', 'n3']) plane.behaviours.set(name, fails('app:2'));
    const answer = await plane.deploy(webSpec('app:2'));
    expect(await plane.ended(answer)).toMatchObject({
      state: 'rolled_back',
      reason: 'service web failed on node n1: exited with code 1; rolled back to release 1 on n1',
    });
    expect(await images()).toEqual(['app:1', 'app:1', 'app:1']);
    expect(plane.woken).toEqual(['n1', 'n1']);
    expect((await requireEnvironment(plane.store.db, NAMES)).currentReleaseId).toBe(before.currentReleaseId);
  });

  test('takes back what it brought to nodes that had nothing before', async () => {
    await start();
    await plane.label('n2', []);
    await plane.label('n3', []);
    await running();
    await plane.label('n2', ['web']);
    plane.behaviours.set('n2', fails('app:2'));
    const answer = await plane.deploy(webSpec('app:2', { rollout: aRollout({ maxUnavailable: 2 }) }));
    expect(await plane.ended(answer)).toMatchObject({ state: 'rolled_back' });
    expect(await images()).toEqual(['app:1', undefined, undefined]);
  });

  test('stays where it is with on_failure: stop, and reaches nobody else', async () => {
    await start();
    await running();
    plane.behaviours.set('n1', fails('app:2'));
    const answer = await plane.deploy(webSpec('app:2', { rollout: aRollout({ onFailure: 'stop' }) }));
    expect(await plane.ended(answer)).toMatchObject({
      state: 'failed',
      reason: 'service web failed on node n1: exited with code 1',
    });
    expect(await images()).toEqual(['app:2', 'app:1', 'app:1']);
  });

  test('has nothing to go back to the first time', async () => {
    await start({ n1: ['web'] });
    plane.behaviours.set('n1', fails('app:1'));
    expect(await plane.ended(await plane.deploy(webSpec('app:1')))).toMatchObject({ state: 'failed' });
    expect((await plane.desired('n1')).web).toBe('app:1');
  });

  test('is not rolled back to a release that never settled', async () => {
    await start({ n1: ['web'] });
    plane.behaviours.set('n1', fails('app:1'));
    await plane.ended(await plane.deploy(webSpec('app:1')));
    plane.behaviours.set('n1', fails('app:2'));
    expect(await plane.ended(await plane.deploy(webSpec('app:2')))).toMatchObject({ state: 'failed' });
    expect((await plane.desired('n1')).web).toBe('app:2');
  });

  test('can be deployed again once it is repaired', async () => {
    await start();
    await running();
    plane.behaviours.set('n1', fails('app:2'));
    await plane.ended(await plane.deploy(webSpec('app:2')));
    plane.behaviours.clear();
    expect(await plane.ended(await plane.deploy(webSpec('app:2')))).toMatchObject({ state: 'settled' });
    expect(await images()).toEqual(['app:2', 'app:2', 'app:2']);
  });
});

describe('a deployment that is cancelled', () => {
  test('gives back what it has changed, and goes no further', async () => {
    await start();
    await running();
    plane.deaf.add('n2');
    const answer = await plane.deploy(webSpec('app:2'));
    await eventually(async () => (plane.woken.length === 2 ? true : null));
    const { id = '' } = answer.deployment ?? {};
    expect(await plane.rollouts.cancel(id, 'ann')).toMatchObject({
      state: 'cancelled',
      reason: 'cancelled by ann; rolled back to release 1 on n1, n2',
    });
    await plane.clock.advance(20_000);
    expect(await images()).toEqual(['app:1', 'app:1', 'app:1']);
    expect(await plane.rollouts.cancel(id, 'bob')).toMatchObject({ reason: expect.stringContaining('by ann') });
  });

  test('leaves everything as it is when its release wants that of one that fails', async () => {
    await start();
    await running();
    plane.deaf.add('n2');
    const answer = await plane.deploy(webSpec('app:2', { rollout: aRollout({ onFailure: 'stop' }) }));
    await eventually(async () => (plane.woken.length === 2 ? true : null));
    expect(await plane.rollouts.cancel(answer.deployment?.id ?? '', 'ann')).toMatchObject({
      reason: 'cancelled by ann',
    });
    await plane.clock.advance(20_000);
    expect(await images()).toEqual(['app:2', 'app:2', 'app:1']);
  });

  test('that has ended stays as it ended, and one that never was is not found', async () => {
    await start({ n1: ['web'] });
    const answer = await plane.deploy(webSpec('app:1'));
    await plane.ended(answer);
    expect(await plane.rollouts.cancel(answer.deployment?.id ?? '', 'ann')).toMatchObject({ state: 'settled' });
    await expect(plane.rollouts.cancel('nothing', 'ann')).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a control plane that was stopped in the middle', () => {
  test('goes on where it was, and publishes nothing twice', async () => {
    await start();
    await running();
    plane.deaf.add('n2');
    const answer = await plane.deploy(webSpec('app:2'));
    await eventually(async () => (plane.woken.length === 2 ? true : null));
    await plane.stop();
    const revisions = await Promise.all(['n1', 'n2'].map((name) => plane.revision(name)));
    plane.start();
    await plane.hear('n2');
    expect(await plane.ended(answer)).toMatchObject({ state: 'settled' });
    expect(plane.woken).toEqual(['n1', 'n2', 'n3']);
    expect(await Promise.all(['n1', 'n2'].map((name) => plane.revision(name)))).toEqual(revisions);
  });

  test('does not hold its own absence against the nodes', async () => {
    await start({ n1: ['web'] });
    plane.deaf.add('n1');
    const answer = await plane.deploy(webSpec('app:1'));
    await eventually(async () => (plane.woken.length > 0 ? true : null));
    await plane.stop();
    await plane.clock.advance(3_600_000);
    plane.start();
    await eventually(async () => (plane.rollouts.waiting(answer.deployment?.id ?? '').length > 0 ? true : null));
    expect(await plane.find(answer)).toMatchObject({ state: 'running' });
    await plane.hear('n1');
    expect(await plane.ended(answer)).toMatchObject({ state: 'settled' });
  });
});

describe('reports of nodes', () => {
  test('wake the deployments of their own node alone', async () => {
    await start({ n1: ['web'], other: [] });
    plane.deaf.add('n1');
    const answer = await plane.deploy(aSpec([aServiceSpec()]));
    await eventually(async () => (plane.woken.length > 0 ? true : null));
    await plane.clock.advance(0);
    let steps = 0;
    plane.rollouts.onChange(() => {
      steps += 1;
    });
    plane.fleet.say(plane.idOf('other'), { observedRevision: 9 });
    await plane.clock.advance(0);
    expect(steps).toBe(0);
    await plane.hear('n1');
    await plane.ended(answer);
    expect(steps).toBeGreaterThan(0);
  });
});
