import type {
  Connection,
  RecordedTaskRunState,
  ReplacementOrder,
  Role,
  ServiceState,
  TaskRunState,
  TaskTrigger,
} from '@devopsellence/core';
import { enumTable } from './enums.js';

export const ROLE = enumTable<Role, 'ROLE_WEB' | 'ROLE_WORKER'>({ web: 'ROLE_WEB', worker: 'ROLE_WORKER' });

export const ORDER = enumTable<ReplacementOrder, 'REPLACEMENT_ORDER_START_FIRST' | 'REPLACEMENT_ORDER_STOP_FIRST'>({
  'start-first': 'REPLACEMENT_ORDER_START_FIRST',
  'stop-first': 'REPLACEMENT_ORDER_STOP_FIRST',
});

export const CONDITION = enumTable<'ready' | 'started', 'CONDITION_READY' | 'CONDITION_STARTED'>({
  ready: 'CONDITION_READY',
  started: 'CONDITION_STARTED',
});

export const SERVICE_STATE = enumTable<ServiceState, Uppercase<`service_state_${ServiceState}`>>({
  waiting: 'SERVICE_STATE_WAITING',
  pulling: 'SERVICE_STATE_PULLING',
  starting: 'SERVICE_STATE_STARTING',
  running: 'SERVICE_STATE_RUNNING',
  unhealthy: 'SERVICE_STATE_UNHEALTHY',
  backing_off: 'SERVICE_STATE_BACKING_OFF',
  stopped: 'SERVICE_STATE_STOPPED',
  failed: 'SERVICE_STATE_FAILED',
});

export const TASK_RUN_STATE = enumTable<TaskRunState, Uppercase<`task_run_state_${TaskRunState}`>>({
  waiting: 'TASK_RUN_STATE_WAITING',
  running: 'TASK_RUN_STATE_RUNNING',
  succeeded: 'TASK_RUN_STATE_SUCCEEDED',
  failed: 'TASK_RUN_STATE_FAILED',
});

/** The states that operators are told. */
export const RECORDED_TASK_RUN_STATE = enumTable<
  RecordedTaskRunState,
  Uppercase<`task_run_state_${RecordedTaskRunState}`>
>({
  waiting: 'TASK_RUN_STATE_WAITING',
  running: 'TASK_RUN_STATE_RUNNING',
  succeeded: 'TASK_RUN_STATE_SUCCEEDED',
  failed: 'TASK_RUN_STATE_FAILED',
  skipped: 'TASK_RUN_STATE_SKIPPED',
});

export const TASK_TRIGGER = enumTable<TaskTrigger, Uppercase<`task_trigger_${TaskTrigger}`>>({
  deployment: 'TASK_TRIGGER_DEPLOYMENT',
  schedule: 'TASK_TRIGGER_SCHEDULE',
  operator: 'TASK_TRIGGER_OPERATOR',
});

export const CONNECTION = enumTable<Connection, Uppercase<`connection_${Connection}`>>({
  online: 'CONNECTION_ONLINE',
  stale: 'CONNECTION_STALE',
  offline: 'CONNECTION_OFFLINE',
});

/** States of a deployment, as status and scripts name them. All but `running` are final. */
export type DeploymentState = 'running' | 'settled' | 'failed' | 'rolled_back' | 'superseded' | 'cancelled';

export const DEPLOYMENT_STATE = enumTable<DeploymentState, Uppercase<`deployment_state_${DeploymentState}`>>({
  running: 'DEPLOYMENT_STATE_RUNNING',
  settled: 'DEPLOYMENT_STATE_SETTLED',
  failed: 'DEPLOYMENT_STATE_FAILED',
  rolled_back: 'DEPLOYMENT_STATE_ROLLED_BACK',
  superseded: 'DEPLOYMENT_STATE_SUPERSEDED',
  cancelled: 'DEPLOYMENT_STATE_CANCELLED',
});

/** Kinds of a planned change. */
export type ChangeKind = 'create' | 'replace' | 'remove' | 'unchanged' | 'run';

export const CHANGE_KIND = enumTable<ChangeKind, Uppercase<`kind_${ChangeKind}`>>({
  create: 'KIND_CREATE',
  replace: 'KIND_REPLACE',
  remove: 'KIND_REMOVE',
  unchanged: 'KIND_UNCHANGED',
  run: 'KIND_RUN',
});
