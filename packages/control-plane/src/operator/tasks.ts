import { AppError, nextFiring, type TaskSpec } from '@devopsellence/core';
import type { wire } from '@devopsellence/protocol';
import type { Clock } from '@devopsellence/runtime';
import type { Fleet } from '../gateway/fleet.js';
import { encodeTaskRun } from '../status/encode-task-run.js';
import {
  environmentById,
  findCurrentRelease,
  findTaskRunById,
  lastTaskRuns,
  listTaskRuns,
  noSuchTaskRun,
  requireEnvironment,
  type Store,
} from '../store/index.js';
import { requireTask } from '../tasks/require-task.js';
import type { RunMaker } from '../tasks/run-maker.js';
import type { OperatorContext, OperatorHandlers } from './handler.js';
import { requireEnvironmentNames, requireName } from './names.js';
import { requireText } from './require-text.js';

export interface TaskHandlerDeps {
  readonly store: Store;
  readonly fleet: Fleet;
  readonly clock: Clock;
  readonly runMaker: RunMaker;
}

const MAX_TOKEN_LENGTH = 64;
const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 200;

export function taskHandlers(
  deps: TaskHandlerDeps,
): Pick<OperatorHandlers, 'ListTasks' | 'RunTask' | 'ListTaskRuns' | 'GetTaskRun'> {
  return {
    ListTasks: ({ environment }) => listTasks(deps, environment),
    RunTask: (request, context) => runTask(deps, request, context),
    ListTaskRuns: (request) => listRuns(deps, request),
    GetTaskRun: async ({ runId }) => {
      const { db } = deps.store;
      const run = await findTaskRunById(db, runId);
      const names = run === null ? null : await environmentById(db, run.environmentId);
      if (run === null || names === null) throw noSuchTaskRun(runId);
      return encodeTaskRun(run, names, deps.fleet);
    },
  };
}

async function listTasks(
  { store, fleet, clock }: TaskHandlerDeps,
  environment: wire.EnvironmentName__Output | null,
): Promise<wire.ListTasksReply> {
  const names = requireEnvironmentNames(environment);
  const found = await requireEnvironment(store.db, names);
  const release = await findCurrentRelease(store.db, found);
  const runs = new Map((await lastTaskRuns(store.db, found.id)).map((run) => [run.task, run]));
  const tasks = (release?.spec.tasks ?? []).map((task) => {
    const last = runs.get(task.name);
    return { ...encodeTask(task, clock), lastRun: last === undefined ? null : encodeTaskRun(last, names, fleet) };
  });
  return { tasks };
}

function encodeTask({ name, service, command, args, timeoutMs, schedule }: TaskSpec, clock: Clock): wire.Task {
  return {
    name,
    service,
    command: [...command],
    args: [...args],
    timeoutMs,
    schedule,
    nextAtMs: schedule === null ? 0 : (nextFiring(schedule, clock.now()) ?? 0),
  };
}

async function runTask(
  { runMaker, fleet }: TaskHandlerDeps,
  { environment, task, replace: replaces, requestToken }: wire.RunTaskRequest__Output,
  { operator, correlationId }: OperatorContext,
): Promise<wire.RecordedTaskRun> {
  const names = requireEnvironmentNames(environment);
  requireName('task', task);
  requireText('request_token', requestToken, MAX_TOKEN_LENGTH);
  const actor = operator.tokenName;
  const run = await runMaker.request({ environment: names, task, replaces, requestToken, actor, correlationId });
  return encodeTaskRun(run, names, fleet);
}

async function listRuns(
  { store, fleet }: TaskHandlerDeps,
  { environment, task, limit }: wire.ListTaskRunsRequest__Output,
): Promise<wire.ListTaskRunsReply> {
  const names = requireEnvironmentNames(environment);
  if (task !== '') requireName('task', task);
  if (limit > MAX_LIMIT) throw new AppError('invalid_argument', { message: `limit must be at most ${MAX_LIMIT}` });
  const found = await requireEnvironment(store.db, names);
  const { id: environmentId } = found;
  const wanted = { environmentId, task: task === '' ? null : task, limit: limit === 0 ? DEFAULT_LIMIT : limit };
  const runs = await listTaskRuns(store.db, wanted);
  // A task that is not there any more has runs still.
  if (runs.length === 0 && task !== '') await requireTask(store.db, found, task);
  return { runs: runs.map((run) => encodeTaskRun(run, names, fleet)) };
}
