// Original file: proto/devopsellence/v1/operator.proto

import type { EnvironmentName as _devopsellence_v1_EnvironmentName, EnvironmentName__Output as _devopsellence_v1_EnvironmentName__Output } from '../../devopsellence/v1/EnvironmentName.js';

export interface ListPresetsRequest {
  'environment'?: (_devopsellence_v1_EnvironmentName | null);
  'name'?: (string);
}

export interface ListPresetsRequest__Output {
  'environment': (_devopsellence_v1_EnvironmentName__Output | null);
  'name': (string);
}
