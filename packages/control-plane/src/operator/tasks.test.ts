import { aServiceSpec, aSpec, aTaskOutcome, aTaskSchedule, aTaskSpec } from '@devopsellence/core/testing';
import type { wire } from '@devopsellence/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NAMES, TestControlPlane } from '../deploy/testing/control-plane.js';
import { anOperator } from '../testing/an-operator.js';
import { logsHandlers } from './logs.js';
import { taskHandlers } from './tasks.js';

const CONTEXT = { operator: anOperator(), correlationId: 'c', signal: new AbortController().signal } as const;
const SCHEDULE = aTaskSchedule({ timeZone: 'Europe/Berlin' });

let plane: TestControlPlane;

beforeEach(async () => {
  plane = await TestControlPlane.create();
  const nightly = aTaskSpec({ name: 'nightly', command: ['bin/report'], args: ['--all'], schedule: SCHEDULE });
  await plane.ended(await plane.deploy(aSpec([aServiceSpec()], { tasks: [nightly, aTaskSpec()] })));
  plane.taskRun = { state: 'running' };
});

afterEach(() => plane.close());

function handlers() {
  return taskHandlers({ ...plane.deps, runMaker: plane.tasks.runMaker });
}

function run(overrides: Partial<wire.RunTaskRequest__Output> = {}) {
  const request = { environment: NAMES, task: 'nightly', replace: false, requestToken: 'r1', ...overrides };
  return handlers().RunTask(request, CONTEXT);
}

const find = (runId: string) => handlers().GetTaskRun({ runId }, CONTEXT);

describe('tasks', () => {
  test('are listed with what they run, when next, and how last', async () => {
    const { id } = await run();
    const { tasks = [] } = await handlers().ListTasks({ environment: NAMES }, CONTEXT);
    expect(tasks).toMatchObject([
      {
        name: 'nightly',
        service: 'web',
        command: ['bin/report'],
        args: ['--all'],
        timeoutMs: 60_000,
        schedule: SCHEDULE,
        nextAtMs: Date.parse('2026-01-01T02:00:00Z'),
        lastRun: { id },
      },
      { name: 'release', schedule: null, nextAtMs: 0, lastRun: { trigger: 'TASK_TRIGGER_DEPLOYMENT' } },
    ]);
  });

  test('are none before the first deploy', async () => {
    const fresh = await TestControlPlane.create();
    const deps = { ...fresh.deps, runMaker: fresh.tasks.runMaker };
    expect(await taskHandlers(deps).ListTasks({ environment: NAMES }, CONTEXT)).toEqual({ tasks: [] });
    await fresh.close();
  });
});

describe('a run', () => {
  test('is told as its node tells it, and then as it ended', async () => {
    plane.deaf.add('n1');
    const made = await run();
    expect(made).toMatchObject({
      environment: NAMES,
      task: 'nightly',
      trigger: 'TASK_TRIGGER_OPERATOR',
      state: 'TASK_RUN_STATE_WAITING',
      node: 'n1',
      connection: 'CONNECTION_ONLINE',
      requestedBy: CONTEXT.operator.tokenName,
      deploymentId: '',
      exitCode: -1,
      endedAtMs: 0,
      waitingOn: [{ reason: 'node', subject: 'n1', detail: 'node n1 has not taken it over yet' }],
    });
    const waitingOn = [{ reason: 'dependency', subject: 'redis', detail: 'not ready yet', since: 5 }];
    plane.taskRun = { state: 'waiting', startedAt: null, waitingOn };
    await plane.hear('n1');
    expect(await find(made.id ?? '')).toMatchObject({
      state: 'TASK_RUN_STATE_WAITING',
      waitingOn: [{ reason: 'dependency', subject: 'redis', detail: 'not ready yet', sinceMs: 5 }],
    });
    plane.taskRun = { state: 'running', startedAt: 7 };
    await plane.hear('n1');
    expect(await find(made.id ?? '')).toMatchObject({ state: 'TASK_RUN_STATE_RUNNING', startedAtMs: 7, waitingOn: [] });
    const outcome = aTaskOutcome({
      isSuccess: false,
      exitCode: 3,
      startedAt: 7,
      endedAt: 9,
      reason: 'exited with code 3',
      lastLines: ['no table'],
    });
    plane.taskRun = { state: 'failed', outcome };
    await plane.hear('n1');
    expect(await find(made.id ?? '')).toMatchObject({
      state: 'TASK_RUN_STATE_FAILED',
      exitCode: 3,
      startedAtMs: 7,
      endedAtMs: 9,
      reason: 'exited with code 3',
      lastLines: ['no table'],
    });
  });

  test('of a node that is away says so', async () => {
    const made = await run();
    plane.fleet.connect(plane.idOf('n1'), 'offline', 4);
    expect(await find(made.id ?? '')).toMatchObject({
      connection: 'CONNECTION_OFFLINE',
      waitingOn: [{ reason: 'node', subject: 'n1', detail: 'node n1 is offline', sinceMs: 4 }],
    });
  });

  test('that was skipped says why, and has no lines to show', async () => {
    plane.fleet.connect(plane.idOf('n1'), 'offline');
    const { environmentId = '' } = (await plane.store.db
      .selectFrom('task_runs')
      .select('environment_id as environmentId')
      .executeTakeFirst()) ?? { environmentId: '' };
    const firing = { environmentId, task: 'nightly', scheduledFor: 5, overlap: 'forbid' } as const;
    const skipped = await plane.tasks.runMaker.fire(firing);
    const { runs = [] } = await list({ task: 'nightly' });
    expect(runs).toMatchObject([
      {
        id: skipped?.id,
        state: 'TASK_RUN_STATE_SKIPPED',
        trigger: 'TASK_TRIGGER_SCHEDULE',
        scheduledForMs: 5,
        node: '',
        connection: 'CONNECTION_UNSPECIFIED',
        reason: 'task nightly cannot run: n1 is offline',
        waitingOn: [],
      },
    ]);
    const logs = { environment: NAMES, service: '', node: '', lines: 0, sinceMs: 0, follow: false, whole: false };
    const read = async () => {
      for await (const entry of logsHandlers(plane.deps).Logs({ ...logs, task: '', run: skipped?.id ?? '' }, CONTEXT)) {
        throw new Error(`a line of a run that there was not: ${entry.note}`);
      }
    };
    await expect(read()).rejects.toMatchObject({ code: 'not_found', reason: 'task nightly cannot run: n1 is offline' });
  });

  test.each([
    ['task', { task: '../x' }, 'invalid_argument'],
    ['request token', { requestToken: '' }, 'invalid_argument'],
    ['long request token', { requestToken: 'x'.repeat(65) }, 'invalid_argument'],
    ['environment', { environment: null }, 'invalid_argument'],
    ['unknown environment', { environment: { ...NAMES, environment: 'nope' } }, 'not_found'],
  ])('is not made for a bad %s, and nothing changes', async (_title, overrides, code) => {
    const before = await plane.dump();
    await expect(run(overrides)).rejects.toMatchObject({ code });
    expect(await plane.dump()).toEqual(before);
  });

  test('is not found by another id', async () => {
    await expect(find('nope')).rejects.toMatchObject({
      code: 'not_found',
      message: 'there is no run "nope" of a task',
    });
  });
});

function list(overrides: Partial<wire.ListTaskRunsRequest__Output> = {}) {
  return handlers().ListTaskRuns({ environment: NAMES, task: '', limit: 0, ...overrides }, CONTEXT);
}

describe('runs', () => {
  test('are listed the newest first, of one task or of all, as many as are asked for', async () => {
    await run();
    await run({ replace: true, requestToken: 'r2' });
    const tasks = async (overrides = {}) => ((await list(overrides)).runs ?? []).map(({ task }) => task);
    expect(await tasks()).toEqual(['nightly', 'nightly', 'release']);
    expect(await tasks({ task: 'release' })).toEqual(['release']);
    expect(await tasks({ limit: 1 })).toEqual(['nightly']);
    await expect(list({ limit: 201 })).rejects.toMatchObject({ code: 'invalid_argument' });
  });
});
