import {
  aDependency,
  aServiceSpec,
  aSpec,
  aTaskOutcome,
  aTaskRunStatus,
  aTaskSchedule,
  aTaskSpec,
} from '@devopsellence/core/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { WHOLE_FLEET } from '../access/scope.js';
import { eventually, NAMES, TestControlPlane } from '../deploy/testing/control-plane.js';
import {
  attachedNodes,
  deleteNode,
  findTaskRunById,
  listTaskRuns,
  newestEvents,
  type RecordedTaskRun,
  readNodeDesiredState,
  removeUnusedSecretVersions,
  requireEnvironment,
  withdrawDesiredEnvironment,
} from '../store/index.js';

const MINUTE_MS = 60_000;
const FAILED = aTaskOutcome({ isSuccess: false, exitCode: 3, reason: 'exited with code 3', lastLines: ['no table'] });

let plane: TestControlPlane;
let requests = 0;

afterEach(() => plane.close());

function specWith(image: string, overrides: Parameters<typeof aTaskSpec>[0] = {}) {
  const nightly = aTaskSpec({ name: 'nightly', command: ['bin/report'], schedule: aTaskSchedule(), ...overrides });
  return aSpec([aServiceSpec({ image })], { tasks: [nightly, aTaskSpec()] });
}

/** Nodes on which `app:1` with its tasks runs, settled; every run of a task goes on until the test says otherwise. */
async function start(names: readonly string[] = ['n1', 'n2'], spec = specWith('app:1')): Promise<void> {
  plane = await TestControlPlane.create(Object.fromEntries(names.map((name) => [name, ['web']])));
  await plane.ended(await plane.deploy(spec));
  plane.taskRun = { state: 'running' };
  plane.woken.length = 0;
}

function run(task = 'nightly', overrides: { readonly replaces?: boolean; readonly requestToken?: string } = {}) {
  requests += 1;
  const request = { environment: NAMES, task, replaces: false, requestToken: `run-${requests}`, ...overrides };
  return plane.tasks.runMaker.request({ ...request, actor: 'ci', correlationId: 'c1' });
}

async function runsOn(name: string): Promise<readonly string[]> {
  const { environments } = await readNodeDesiredState(plane.store.db, plane.idOf(name));
  return environments.flatMap(({ taskRuns }) => taskRuns.filter(({ isGate }) => !isGate).map(({ id }) => id));
}

async function ended({ id }: RecordedTaskRun): Promise<RecordedTaskRun> {
  return await eventually(async () => {
    const found = await findTaskRunById(plane.store.db, id);
    return found?.endedAt === null ? null : found;
  });
}

/** The run ends on its node. */
async function end(run: RecordedTaskRun, outcome = aTaskOutcome()): Promise<RecordedTaskRun> {
  plane.taskRun = { state: outcome.isSuccess ? 'succeeded' : 'failed', outcome };
  await plane.hear(run.node);
  const found = await ended(run);
  plane.taskRun = { state: 'running' };
  return found;
}

async function events(action: string) {
  const all = await newestEvents(plane.store.db, { scope: WHOLE_FLEET, after: null, before: null, since: null }, 50);
  return all.filter((event) => event.action === action).map(({ actor, details }) => ({ actor, ...details }));
}

describe('a run that an operator asks for', () => {
  test('is made by one node, with what that runs, and nothing else changes', async () => {
    await start();
    const before = await plane.desired('n1');
    const made = await run();
    expect(plane.woken).toEqual(['n1']);
    expect(await runsOn('n1')).toEqual([made.id]);
    expect(await runsOn('n2')).toEqual([]);
    expect(await plane.desired('n1')).toEqual(before);
    const { environments } = await readNodeDesiredState(plane.store.db, plane.idOf('n1'));
    expect(environments[0]?.taskRuns.at(-1)).toMatchObject({
      task: 'nightly',
      isGate: false,
      definition: { image: { reference: 'app:1' }, entrypoint: ['bin/report'] },
    });
    expect(await end(made)).toMatchObject({ outcome: { isSuccess: true }, requestedBy: 'ci', trigger: 'operator' });
    expect(await events('task.run_requested')).toEqual([{ actor: 'ci', task: 'nightly', run: made.id, node: 'n1' }]);
    expect(await events('task.run_ended')).toMatchObject([{ actor: 'node n1', run: made.id, succeeded: true }]);
  });

  test('is made once, however often it is asked for', async () => {
    await start(['n1']);
    const first = await run('nightly', { requestToken: 'same' });
    expect((await run('nightly', { requestToken: 'same' })).id).toBe(first.id);
    await end(first);
    expect((await run('nightly', { requestToken: 'same' })).id).toBe(first.id);
    expect(plane.woken).toEqual(['n1']);
  });

  test('is refused while another one goes on, with who, where and when, and changes nothing', async () => {
    await start(['n1']);
    const first = await run();
    const before = await plane.dump();
    await expect(run()).rejects.toMatchObject({
      code: 'task_in_progress',
      message: `a run of task nightly goes on: ${first.id} on node n1, started by ci at ${new Date(first.createdAt).toISOString()}`,
      nextActions: [`devopsellence task show ${first.id}`, 'devopsellence task run nightly --replace'],
    });
    expect(await plane.dump()).toEqual(before);
  });

  test('takes the place of one that goes on when that is asked for', async () => {
    await start(['n1']);
    const first = await run();
    const second = await run('nightly', { replaces: true });
    expect(await ended(first)).toMatchObject({ outcome: { isSuccess: false, reason: `replaced by run ${second.id}` } });
    expect(await runsOn('n1')).toEqual([second.id]);
    expect(await events('task.run_ended')).toMatchObject([{ actor: 'ci', run: first.id }]);
  });

  test('does not take the place of the release task of a deployment', async () => {
    await start(['n1']);
    await plane.deploy(specWith('app:2'));
    await eventually(async () => (plane.woken.length > 0 ? true : null));
    await expect(run('release', { replaces: true })).rejects.toMatchObject({
      code: 'task_in_progress',
      reason: expect.stringContaining('it is of deployment'),
    });
  });

  test.each([
    ['a task that there is not', 'nigthly', { code: 'not_found', reason: 'did you mean nightly?' }],
    ['another word', 'x', { code: 'not_found', evidence: ['tasks: nightly, release'] }],
  ])('is refused for %s', async (_title, task, failure) => {
    await start(['n1']);
    const before = await plane.dump();
    await expect(run(task)).rejects.toMatchObject(failure);
    expect(await plane.dump()).toEqual(before);
  });

  test('is refused before anything was deployed', async () => {
    plane = await TestControlPlane.create();
    await expect(run()).rejects.toMatchObject({ code: 'no_release' });
  });

  test('is refused while a secret is missing', async () => {
    const secretRefs = [{ name: 'DB', secret: 'DB' }];
    const web = aServiceSpec({ secretRefs });
    plane = await TestControlPlane.create();
    await plane.setSecret('DB');
    const tasks = [aTaskSpec({ name: 'nightly', schedule: aTaskSchedule() })];
    await plane.ended(await plane.deploy(aSpec([web], { tasks })));
    await plane.store.transaction(async (trx) => {
      await trx.deleteFrom('secrets').execute();
    });
    await expect(run()).rejects.toMatchObject({ code: 'missing_secret' });
  });
});

describe('where a run is made', () => {
  test('is the node of the last one while it is online, else the first that is', async () => {
    await start(['n1', 'n2', 'n3']);
    plane.fleet.connect(plane.idOf('n1'), 'offline');
    const first = await run();
    expect(first.node).toBe('n2');
    await end(first);
    plane.fleet.connect(plane.idOf('n1'));
    const second = await run();
    expect(second.node).toBe('n2');
    await end(second);
    plane.fleet.connect(plane.idOf('n2'), 'stale');
    expect((await run()).node).toBe('n1');
    // The container of the last one is kept until there is another.
    expect(await runsOn('n2')).toEqual([]);
  });

  test('is nowhere while none is online: it is refused', async () => {
    await start();
    for (const name of ['n1', 'n2']) plane.fleet.connect(plane.idOf(name), 'offline');
    await expect(run()).rejects.toMatchObject({
      code: 'node_offline',
      message: 'task nightly cannot run: n1 is offline, n2 is offline',
    });
  });

  test('is a node that runs all that it depends on', async () => {
    plane = await TestControlPlane.create({ n1: ['web'], n2: ['web', 'worker'] });
    const redis = aServiceSpec({ name: 'redis', role: 'worker' });
    const dependsOn = [aDependency('redis', { condition: 'started' })];
    const tasks = [aTaskSpec({ name: 'nightly', schedule: aTaskSchedule(), dependsOn })];
    await plane.ended(await plane.deploy(aSpec([redis, aServiceSpec()], { tasks })));
    expect((await run()).node).toBe('n2');
  });

  test('is no node that is held since a restore', async () => {
    await start(['n1']);
    await plane.store.transaction(async (trx) => {
      await trx.updateTable('nodes').set({ held_at: 1 }).execute();
    });
    await expect(run()).rejects.toMatchObject({
      code: 'node_held',
      message: 'task nightly cannot run: n1 is held since a restore',
    });
  });
});

test('a held node stays held when the next run of its task is made elsewhere', async () => {
  await start(['n1', 'n2']);
  await end(await run());
  await plane.store.transaction(async (trx) => {
    await trx.updateTable('nodes').set({ held_at: 1 }).where('id', '=', plane.idOf('n1')).execute();
  });
  const revision = await plane.revision('n1');
  expect((await run()).node).toBe('n2');
  const [n1] = await attachedNodes(plane.store.db, (await requireEnvironment(plane.store.db, NAMES)).id);
  expect(n1).toMatchObject({ name: 'n1', heldAt: 1, revision });
  expect(plane.woken).toEqual(['n1', 'n2']);
});

describe('a run that goes on', () => {
  test('is left alone by deploys, and by those that fail', async () => {
    await start(['n1']);
    const made = await run();
    plane.deaf.add('n1');
    const answer = await plane.deploy(specWith('app:2'));
    await eventually(async () => ((await runsOn('n1')).length === 1 && plane.woken.length > 1 ? true : null));
    expect(await runsOn('n1')).toEqual([made.id]);
    const { environments } = await readNodeDesiredState(plane.store.db, plane.idOf('n1'));
    const images = environments[0]?.taskRuns.map(({ isGate, definition }) => [isGate, definition.image.reference]);
    expect(images).toEqual([
      [true, 'app:2'],
      [false, 'app:1'],
    ]);
    await plane.rollouts.cancel(answer.deployment?.id ?? '', 'ci');
    expect(await runsOn('n1')).toEqual([made.id]);
    expect(await findTaskRunById(plane.store.db, made.id)).toMatchObject({ endedAt: null });
  });

  test('has its end recorded also when it ends while that of another one is', async () => {
    const weekly = aTaskSpec({ name: 'weekly', schedule: aTaskSchedule() });
    const nightly = aTaskSpec({ name: 'nightly', schedule: aTaskSchedule() });
    await start(['n1'], aSpec([aServiceSpec()], { tasks: [nightly, weekly] }));
    const [first, second] = [await run('nightly'), await run('weekly')];
    const ends = (...ids: readonly string[]) => {
      const taskRuns = ids.map((runId) => ({ ...aTaskRunStatus({ runId }), outcome: FAILED }));
      plane.fleet.say(plane.idOf('n1'), { taskRuns });
    };
    const transaction = plane.store.transaction.bind(plane.store);
    plane.store.transaction = async (work) => {
      const result = await transaction(work);
      ends(first.id, second.id);
      return result;
    };
    ends(second.id);
    expect(await ended(second)).toMatchObject({ outcome: FAILED });
    expect(await ended(first)).toMatchObject({ outcome: FAILED });
  });

  test('is found again by a control plane that was stopped meanwhile', async () => {
    await start(['n1']);
    const made = await run();
    await plane.stop();
    plane.taskRun = { state: 'failed', outcome: FAILED };
    await plane.hear('n1');
    plane.start();
    expect(await ended(made)).toMatchObject({ outcome: FAILED });
    expect(await events('task.run_ended')).toMatchObject([
      { run: made.id, exit_code: 3, reason: 'exited with code 3' },
    ]);
  });

  test('ends by its deadline when its node stays away, and its node is told', async () => {
    await start(['n1']);
    const made = await run();
    const waiting = { reason: 'dependency', subject: 'redis', detail: 'waiting for redis: not ready yet', since: null };
    plane.taskRun = { state: 'waiting', waitingOn: [waiting] };
    await plane.hear('n1');
    plane.fleet.connect(plane.idOf('n1'), 'offline');
    const revision = await plane.revision('n1');
    await plane.clock.advance(made.timeoutMs + 9 * MINUTE_MS);
    expect(await findTaskRunById(plane.store.db, made.id)).toMatchObject({ endedAt: null });
    await plane.clock.advance(MINUTE_MS);
    expect((await ended(made)).outcome).toMatchObject({
      isSuccess: false,
      exitCode: null,
      reason: 'node n1 is not heard of within 11m: waiting for redis: not ready yet',
    });
    expect(await plane.revision('n1')).toBe(revision + 1);
    // What the node says later changes nothing: an end is final.
    await plane.hear('n1');
    await plane.clock.advance(MINUTE_MS);
    expect((await ended(made)).outcome?.isSuccess).toBe(false);
  });

  test('ends when its environment is taken off the node', async () => {
    await start(['n1']);
    const made = await run();
    const { id: environmentId } = await requireEnvironment(plane.store.db, NAMES);
    const nodeId = plane.idOf('n1');
    await plane.store.transaction((trx) => withdrawDesiredEnvironment(trx, { nodeId, environmentId, at: 5 }));
    expect((await ended(made)).outcome?.reason).toBe('the environment was taken off node n1');
    await plane.store.transaction((trx) => deleteNode(trx, nodeId));
    expect((await ended(made)).node).toBe('n1');
  });

  test('ends when a deployment takes its node away', async () => {
    await start();
    const made = await run();
    await plane.label('n1', []);
    await plane.ended(await plane.apply());
    expect((await ended(made)).outcome?.reason).toBe('the environment was taken off node n1');
    expect(await runsOn('n1')).toEqual([]);
  });

  test('keeps the values that it was given until another run of its task is made', async () => {
    const secretRefs = [{ name: 'DB', secret: 'DB' }];
    plane = await TestControlPlane.create();
    await plane.setSecret('DB');
    const tasks = [aTaskSpec({ name: 'nightly', schedule: aTaskSchedule() })];
    await plane.ended(await plane.deploy(aSpec([aServiceSpec({ secretRefs })], { tasks })));
    await plane.setSecret('DB');
    const made = await run();
    await plane.setSecret('DB');
    const { id } = await requireEnvironment(plane.store.db, NAMES);
    const prune = async () => {
      await plane.store.transaction((trx) => removeUnusedSecretVersions(trx, id));
      return (await plane.store.db.selectFrom('secret_versions').select('id').execute()).length;
    };
    // Of the deploy, of the run, and the newest.
    expect(await prune()).toBe(3);
    await end(made);
    expect(await prune()).toBe(3);
    await run();
    expect(await prune()).toBe(2);
  });
});

test('of a schedule no firing of which makes a run the newest are kept too', async () => {
  await start(['n1']);
  plane.fleet.connect(plane.idOf('n1'), 'offline');
  const { id: environmentId } = await requireEnvironment(plane.store.db, NAMES);
  for (let minute = 1; minute <= 53; minute += 1) {
    const scheduledFor = minute * MINUTE_MS;
    await plane.tasks.runMaker.fire({ environmentId, task: 'nightly', scheduledFor, overlap: 'forbid' });
  }
  const runs = await listTaskRuns(plane.store.db, { environmentId, task: 'nightly', limit: 200 });
  expect(runs).toHaveLength(50);
  expect(runs[0]).toMatchObject({ scheduledFor: 53 * MINUTE_MS, skipped: expect.stringContaining('n1 is offline') });
});

test('of each task the newest 50 runs are kept', async () => {
  await start(['n1']);
  for (let index = 0; index < 53; index += 1) await end(await run());
  const { id: environmentId } = await requireEnvironment(plane.store.db, NAMES);
  const runs = await listTaskRuns(plane.store.db, { environmentId, task: 'nightly', limit: 200 });
  expect(runs).toHaveLength(50);
});
