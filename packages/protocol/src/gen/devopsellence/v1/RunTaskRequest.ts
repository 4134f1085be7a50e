// Original file: proto/devopsellence/v1/operator.proto

import type { EnvironmentName as _devopsellence_v1_EnvironmentName, EnvironmentName__Output as _devopsellence_v1_EnvironmentName__Output } from '../../devopsellence/v1/EnvironmentName.js';

export interface RunTaskRequest {
  'environment'?: (_devopsellence_v1_EnvironmentName | null);
  'task'?: (string);
  'replace'?: (boolean);
  'requestToken'?: (string);
}

export interface RunTaskRequest__Output {
  'environment': (_devopsellence_v1_EnvironmentName__Output | null);
  'task': (string);
  'replace': (boolean);
  'requestToken': (string);
}
