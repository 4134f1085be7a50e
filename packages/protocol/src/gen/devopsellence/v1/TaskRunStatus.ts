// Original file: proto/devopsellence/v1/model.proto

import type { TaskRunState as _devopsellence_v1_TaskRunState, TaskRunState__Output as _devopsellence_v1_TaskRunState__Output } from '../../devopsellence/v1/TaskRunState.js';
import type { WaitingStatus as _devopsellence_v1_WaitingStatus, WaitingStatus__Output as _devopsellence_v1_WaitingStatus__Output } from '../../devopsellence/v1/WaitingStatus.js';
import type { TaskOutcome as _devopsellence_v1_TaskOutcome, TaskOutcome__Output as _devopsellence_v1_TaskOutcome__Output } from '../../devopsellence/v1/TaskOutcome.js';
import type { Long } from '@grpc/proto-loader';

export interface TaskRunStatus {
  'environmentId'?: (string);
  'runId'?: (string);
  'task'?: (string);
  'state'?: (_devopsellence_v1_TaskRunState);
  'container'?: (string);
  'startedAtMs'?: (number | string | Long);
  'waitingOn'?: (_devopsellence_v1_WaitingStatus)[];
  'outcome'?: (_devopsellence_v1_TaskOutcome | null);
}

export interface TaskRunStatus__Output {
  'environmentId': (string);
  'runId': (string);
  'task': (string);
  'state': (_devopsellence_v1_TaskRunState__Output);
  'container': (string);
  'startedAtMs': (number);
  'waitingOn': (_devopsellence_v1_WaitingStatus__Output)[];
  'outcome': (_devopsellence_v1_TaskOutcome__Output | null);
}
