// Original file: proto/devopsellence/v1/operator.proto

import type { DeploymentState as _devopsellence_v1_DeploymentState, DeploymentState__Output as _devopsellence_v1_DeploymentState__Output } from '../../devopsellence/v1/DeploymentState.js';
import type { EnvironmentName as _devopsellence_v1_EnvironmentName, EnvironmentName__Output as _devopsellence_v1_EnvironmentName__Output } from '../../devopsellence/v1/EnvironmentName.js';
import type { DeploymentTask as _devopsellence_v1_DeploymentTask, DeploymentTask__Output as _devopsellence_v1_DeploymentTask__Output } from '../../devopsellence/v1/DeploymentTask.js';
import type { Long } from '@grpc/proto-loader';

export interface Deployment {
  'id'?: (string);
  'kind'?: (string);
  'state'?: (_devopsellence_v1_DeploymentState);
  'releaseId'?: (string);
  'revision'?: (string);
  'environment'?: (_devopsellence_v1_EnvironmentName | null);
  'startedBy'?: (string);
  'startedAtMs'?: (number | string | Long);
  'endedAtMs'?: (number | string | Long);
  'deadlineMs'?: (number | string | Long);
  'reason'?: (string);
  'waiting'?: (string)[];
  'task'?: (_devopsellence_v1_DeploymentTask | null);
}

export interface Deployment__Output {
  'id': (string);
  'kind': (string);
  'state': (_devopsellence_v1_DeploymentState__Output);
  'releaseId': (string);
  'revision': (string);
  'environment': (_devopsellence_v1_EnvironmentName__Output | null);
  'startedBy': (string);
  'startedAtMs': (number);
  'endedAtMs': (number);
  'deadlineMs': (number);
  'reason': (string);
  'waiting': (string)[];
  'task': (_devopsellence_v1_DeploymentTask__Output | null);
}
