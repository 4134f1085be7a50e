// Original file: proto/devopsellence/v1/operator.proto

import type { EnvironmentName as _devopsellence_v1_EnvironmentName, EnvironmentName__Output as _devopsellence_v1_EnvironmentName__Output } from '../../devopsellence/v1/EnvironmentName.js';

export interface RestoreStandaloneServiceRequest {
  'environment'?: (_devopsellence_v1_EnvironmentName | null);
  'name'?: (string);
  'overrides'?: (string);
  'node'?: (string);
  'wait'?: (boolean);
}

export interface RestoreStandaloneServiceRequest__Output {
  'environment': (_devopsellence_v1_EnvironmentName__Output | null);
  'name': (string);
  'overrides': (string);
  'node': (string);
  'wait': (boolean);
}
