// Original file: proto/devopsellence/v1/operator.proto

import type { TaskOutcome as _devopsellence_v1_TaskOutcome, TaskOutcome__Output as _devopsellence_v1_TaskOutcome__Output } from '../../devopsellence/v1/TaskOutcome.js';

export interface DeploymentTask {
  'task'?: (string);
  'node'?: (string);
  'outcome'?: (_devopsellence_v1_TaskOutcome | null);
  'runId'?: (string);
}

export interface DeploymentTask__Output {
  'task': (string);
  'node': (string);
  'outcome': (_devopsellence_v1_TaskOutcome__Output | null);
  'runId': (string);
}
