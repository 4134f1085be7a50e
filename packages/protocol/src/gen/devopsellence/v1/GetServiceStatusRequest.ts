// Original file: proto/devopsellence/v1/operator.proto

import type { EnvironmentName as _devopsellence_v1_EnvironmentName, EnvironmentName__Output as _devopsellence_v1_EnvironmentName__Output } from '../../devopsellence/v1/EnvironmentName.js';

export interface GetServiceStatusRequest {
  'environment'?: (_devopsellence_v1_EnvironmentName | null);
  'service'?: (string);
  'node'?: (string);
}

export interface GetServiceStatusRequest__Output {
  'environment': (_devopsellence_v1_EnvironmentName__Output | null);
  'service': (string);
  'node': (string);
}
