import { aRollout, aServiceSpec, aSpec, aTaskOutcome, aTaskSpec } from '@devopsellence/core/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { deleteSecret, findSecret, findTaskRun, readNodeDesiredState, requireEnvironment } from '../store/index.js';
import { eventually, NAMES, TestControlPlane, webSpec } from './testing/control-plane.js';

const FAILED = aTaskOutcome({
  isSuccess: false,
  exitCode: 3,
  reason: 'exited with code 3',
  lastLines: ['no such table'],
});

let plane: TestControlPlane;

async function start(names: readonly string[] = ['n1', 'n2', 'n3']): Promise<void> {
  plane = await TestControlPlane.create(Object.fromEntries(names.map((name) => [name, ['web']])));
}

function specWithTask(image: string, overrides: Parameters<typeof webSpec>[1] = {}) {
  return webSpec(image, { tasks: [aTaskSpec()], ...overrides });
}

async function runsOn(name: string): Promise<readonly string[]> {
  const { environments } = await readNodeDesiredState(plane.store.db, plane.idOf(name));
  return environments.flatMap(({ taskRuns }) => taskRuns.map(({ id }) => id));
}

async function images(): Promise<readonly (string | undefined)[]> {
  return await Promise.all(['n1', 'n2', 'n3'].map(async (name) => (await plane.desired(name)).web));
}

/** `app:1` runs, settled, on every node, and its task has run. */
async function running(): Promise<void> {
  await plane.ended(await plane.deploy(specWithTask('app:1')));
  plane.woken.length = 0;
}

afterEach(() => plane.close());

describe('a deployment with a release task', () => {
  test('runs it on one node that is online; every other node changes after it has succeeded', async () => {
    await start();
    plane.fleet.connect(plane.idOf('n1'), 'offline');
    plane.taskRun = { state: 'running' };
    const answer = await plane.deploy(specWithTask('app:1'));
    await eventually(async () => (plane.woken.length > 0 ? true : null));
    await plane.clock.advance(10_000);
    expect(plane.woken).toEqual(['n2']);
    expect(await runsOn('n2')).toEqual([answer.deployment?.id]);
    expect(plane.rollouts.waiting(answer.deployment?.id ?? '').map(({ node, detail }) => `${node}: ${detail}`)).toEqual(
      [
        'n1: waits until task release has succeeded on n2',
        'n2: task release: running',
        'n3: waits until task release has succeeded on n2',
      ],
    );
    plane.taskRun = { state: 'succeeded', outcome: aTaskOutcome() };
    await plane.hear('n2');
    expect(await plane.ended(answer)).toMatchObject({ state: 'settled' });
    expect(await runsOn('n3')).toEqual([]);
    expect(await findTaskRun(plane.store.db, answer.deployment?.id ?? '')).toMatchObject({
      task: 'release',
      node: 'n2',
      outcome: { isSuccess: true },
    });
  });

  test('shows it in its plan, and runs it also when nothing else has changed', async () => {
    await start(['n1']);
    await running();
    const { plan, isUnchanged } = await plane.deploy(specWithTask('app:1'), { dryRun: true });
    expect(isUnchanged).toBe(false);
    expect(plan[0]?.services.map(({ kind, service }) => `${kind} ${service}`)).toEqual([
      'run release',
      'unchanged web',
    ]);
    const answer = await plane.deploy(specWithTask('app:1'));
    expect(await plane.ended(answer)).toMatchObject({ state: 'settled' });
    expect(await runsOn('n1')).toEqual([answer.deployment?.id]);
  });

  test('whose task fails gives back what was there, also with on_failure: stop', async () => {
    await start();
    await running();
    plane.taskRun = { state: 'failed', outcome: FAILED };
    const spec = specWithTask('app:2', { rollout: aRollout({ onFailure: 'stop' }) });
    expect(await plane.ended(await plane.deploy(spec))).toMatchObject({
      state: 'rolled_back',
      reason: 'task release failed on node n1: exited with code 3: no such table; rolled back to release 1 on n1',
    });
    expect(await images()).toEqual(['app:1', 'app:1', 'app:1']);
    expect(await runsOn('n1')).toEqual([]);
    expect(plane.woken).toEqual(['n1', 'n1']);
  });

  test('may take as long as the task may, on top', async () => {
    await start(['n1']);
    const { deployment } = await plane.deploy(specWithTask('app:1', { tasks: [aTaskSpec({ timeoutMs: 90_000 })] }));
    expect((deployment?.deadlineAt ?? 0) - (deployment?.startedAt ?? 0)).toBe(600_000 + 90_000);
  });

  test('goes on where it was when the control plane was stopped', async () => {
    await start();
    await running();
    plane.taskRun = { state: 'running' };
    const answer = await plane.deploy(specWithTask('app:2'));
    await eventually(async () => (plane.woken.length > 0 ? true : null));
    await plane.stop();
    plane.taskRun = { state: 'succeeded', outcome: aTaskOutcome() };
    await plane.hear('n1');
    plane.start();
    expect(await plane.ended(answer)).toMatchObject({ state: 'settled' });
    expect(await images()).toEqual(['app:2', 'app:2', 'app:2']);
  });

  test('that ends before its task has gives the task up', async () => {
    await start(['n1']);
    plane.taskRun = { state: 'running' };
    const answer = await plane.deploy(specWithTask('app:1'));
    await eventually(async () => (plane.woken.length > 0 ? true : null));
    await plane.clock.advance(700_000);
    expect((await plane.ended(answer)).reason).toContain('task release: running');
    const { id = '' } = answer.deployment ?? {};
    expect(await findTaskRun(plane.store.db, id)).toMatchObject({ outcome: { isSuccess: false, exitCode: null } });
  });
});

describe('a rollback', () => {
  test('publishes the release before again, as itself, and runs no task', async () => {
    await start();
    const first = await plane.deploy(specWithTask('app:1'));
    await plane.ended(first);
    await plane.ended(await plane.deploy(specWithTask('app:2')));
    const answer = await plane.rollBack();
    expect(answer.deployment).toMatchObject({ kind: 'rollback', releaseId: first.deployment?.releaseId });
    expect(await plane.ended(answer)).toMatchObject({ state: 'settled' });
    expect(await images()).toEqual(['app:1', 'app:1', 'app:1']);
    expect(await findTaskRun(plane.store.db, answer.deployment?.id ?? '')).toBeNull();
    await plane.ended(await plane.rollBack({ release: '2', withTask: true }));
    expect(await images()).toEqual(['app:2', 'app:2', 'app:2']);
    expect(await runsOn('n1')).toHaveLength(1);
  });

  test('passes over releases that never settled when none is named', async () => {
    await start(['n1']);
    await running();
    plane.behaviours.set('n1', ({ image }) => (image === 'app:2' ? { settled: false, failing: true } : {}));
    await plane.ended(await plane.deploy(webSpec('app:2')));
    await plane.ended(await plane.deploy(webSpec('app:3')));
    await plane.ended(await plane.rollBack());
    expect((await plane.desired('n1')).web).toBe('app:1');
  });

  test("gives the release before today's secrets, and is refused where one that it needs is gone", async () => {
    await start(['n1']);
    const web = aServiceSpec({ image: 'app:1', secretRefs: [{ name: 'KEY', secret: 'key' }] });
    const versions = async () => {
      const { environments } = await readNodeDesiredState(plane.store.db, plane.idOf('n1'));
      return environments.flatMap(({ services }) => services.flatMap(({ definition }) => definition.secrets));
    };
    await plane.setSecret('key');
    await plane.ended(await plane.deploy(aSpec([web])));
    const [before] = await versions();
    await plane.ended(await plane.deploy(webSpec('app:2')));
    await plane.setSecret('key');
    await plane.ended(await plane.rollBack());
    const [after] = await versions();
    expect([after?.secret, after?.versionId === before?.versionId]).toEqual(['key', false]);
    await plane.ended(await plane.rollBack({ release: '2' }));
    const { id: environmentId } = await requireEnvironment(plane.store.db, NAMES);
    await plane.store.transaction(async (trx) => {
      const secret = await findSecret(trx, { environmentId, service: '', name: 'key' });
      await deleteSecret(trx, secret?.id ?? '');
    });
    await expect(plane.rollBack({ release: '1' })).rejects.toMatchObject({ code: 'missing_secret' });
  });

  test('shows its plan, and changes nothing, when that is asked for or there is nothing to go back to', async () => {
    await start(['n1']);
    await running();
    await expect(plane.rollBack()).rejects.toMatchObject({ code: 'not_found' });
    await plane.ended(await plane.deploy(specWithTask('app:2')));
    const before = await plane.dump();
    const { deployment, plan } = await plane.rollBack({ dryRun: true });
    expect(deployment).toBeNull();
    expect(plan[0]?.services.map(({ kind, service }) => `${kind} ${service}`)).toEqual(['replace web']);
    expect(await plane.dump()).toEqual(before);
  });
});

describe('a release that is published again', () => {
  test('does not run its task again', async () => {
    await start();
    await running();
    await plane.label('n3', []);
    const answer = await plane.apply();
    expect(await plane.ended(answer)).toMatchObject({ state: 'settled' });
    expect(await findTaskRun(plane.store.db, answer.deployment?.id ?? '')).toBeNull();
  });

  test('runs it when the release never settled', async () => {
    await start(['n1']);
    plane.taskRun = { state: 'failed', outcome: FAILED };
    expect(await plane.ended(await plane.deploy(specWithTask('app:1')))).toMatchObject({ state: 'failed' });
    plane.taskRun = { state: 'succeeded', outcome: aTaskOutcome() };
    const answer = await plane.apply();
    expect(await plane.ended(answer)).toMatchObject({ state: 'settled' });
    expect(await runsOn('n1')).toEqual([answer.deployment?.id]);
  });
});
