// Original file: proto/devopsellence/v1/operator.proto

import type { EnvironmentName as _devopsellence_v1_EnvironmentName, EnvironmentName__Output as _devopsellence_v1_EnvironmentName__Output } from '../../devopsellence/v1/EnvironmentName.js';

export interface DeleteSecretRequest {
  'environment'?: (_devopsellence_v1_EnvironmentName | null);
  'service'?: (string);
  'name'?: (string);
}

export interface DeleteSecretRequest__Output {
  'environment': (_devopsellence_v1_EnvironmentName__Output | null);
  'service': (string);
  'name': (string);
}
