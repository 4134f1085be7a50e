// Original file: proto/devopsellence/v1/operator.proto

import type { TaskOutcome as _devopsellence_v1_TaskOutcome, TaskOutcome__Output as _devopsellence_v1_TaskOutcome__Output } from '../../devopsellence/v1/TaskOutcome.js';
import type { WaitingStatus as _devopsellence_v1_WaitingStatus, WaitingStatus__Output as _devopsellence_v1_WaitingStatus__Output } from '../../devopsellence/v1/WaitingStatus.js';

export interface DeploymentTask {
  'task'?: (string);
  'node'?: (string);
  'outcome'?: (_devopsellence_v1_TaskOutcome | null);
  'runId'?: (string);
  'waitingOn'?: (_devopsellence_v1_WaitingStatus)[];
}

export interface DeploymentTask__Output {
  'task': (string);
  'node': (string);
  'outcome': (_devopsellence_v1_TaskOutcome__Output | null);
  'runId': (string);
  'waitingOn': (_devopsellence_v1_WaitingStatus__Output)[];
}
