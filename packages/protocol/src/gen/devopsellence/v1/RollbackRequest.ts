// Original file: proto/devopsellence/v1/operator.proto

import type { EnvironmentName as _devopsellence_v1_EnvironmentName, EnvironmentName__Output as _devopsellence_v1_EnvironmentName__Output } from '../../devopsellence/v1/EnvironmentName.js';

export interface RollbackRequest {
  'environment'?: (_devopsellence_v1_EnvironmentName | null);
  'release'?: (string);
  'withTask'?: (boolean);
  'dryRun'?: (boolean);
  'requestToken'?: (string);
  'takeBack'?: (boolean);
  'supersede'?: (boolean);
}

export interface RollbackRequest__Output {
  'environment': (_devopsellence_v1_EnvironmentName__Output | null);
  'release': (string);
  'withTask': (boolean);
  'dryRun': (boolean);
  'requestToken': (string);
  'takeBack': (boolean);
  'supersede': (boolean);
}
