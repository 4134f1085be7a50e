// Original file: proto/devopsellence/v1/operator.proto

import type { EnvironmentName as _devopsellence_v1_EnvironmentName, EnvironmentName__Output as _devopsellence_v1_EnvironmentName__Output } from '../../devopsellence/v1/EnvironmentName.js';
import type { TaskTrigger as _devopsellence_v1_TaskTrigger, TaskTrigger__Output as _devopsellence_v1_TaskTrigger__Output } from '../../devopsellence/v1/TaskTrigger.js';
import type { TaskRunState as _devopsellence_v1_TaskRunState, TaskRunState__Output as _devopsellence_v1_TaskRunState__Output } from '../../devopsellence/v1/TaskRunState.js';
import type { Connection as _devopsellence_v1_Connection, Connection__Output as _devopsellence_v1_Connection__Output } from '../../devopsellence/v1/Connection.js';
import type { WaitingStatus as _devopsellence_v1_WaitingStatus, WaitingStatus__Output as _devopsellence_v1_WaitingStatus__Output } from '../../devopsellence/v1/WaitingStatus.js';
import type { Long } from '@grpc/proto-loader';

export interface RecordedTaskRun {
  'id'?: (string);
  'environment'?: (_devopsellence_v1_EnvironmentName | null);
  'task'?: (string);
  'trigger'?: (_devopsellence_v1_TaskTrigger);
  'state'?: (_devopsellence_v1_TaskRunState);
  'nodeId'?: (string);
  'node'?: (string);
  'connection'?: (_devopsellence_v1_Connection);
  'releaseId'?: (string);
  'deploymentId'?: (string);
  'requestedBy'?: (string);
  'createdAtMs'?: (number | string | Long);
  'scheduledForMs'?: (number | string | Long);
  'startedAtMs'?: (number | string | Long);
  'endedAtMs'?: (number | string | Long);
  'exitCode'?: (number);
  'reason'?: (string);
  'lastLines'?: (string)[];
  'waitingOn'?: (_devopsellence_v1_WaitingStatus)[];
  'timeoutMs'?: (number);
}

export interface RecordedTaskRun__Output {
  'id': (string);
  'environment': (_devopsellence_v1_EnvironmentName__Output | null);
  'task': (string);
  'trigger': (_devopsellence_v1_TaskTrigger__Output);
  'state': (_devopsellence_v1_TaskRunState__Output);
  'nodeId': (string);
  'node': (string);
  'connection': (_devopsellence_v1_Connection__Output);
  'releaseId': (string);
  'deploymentId': (string);
  'requestedBy': (string);
  'createdAtMs': (number);
  'scheduledForMs': (number);
  'startedAtMs': (number);
  'endedAtMs': (number);
  'exitCode': (number);
  'reason': (string);
  'lastLines': (string)[];
  'waitingOn': (_devopsellence_v1_WaitingStatus__Output)[];
  'timeoutMs': (number);
}
