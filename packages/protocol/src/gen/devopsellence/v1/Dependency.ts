// Original file: proto/devopsellence/v1/model.proto

import type { Condition as _devopsellence_v1_Condition, Condition__Output as _devopsellence_v1_Condition__Output } from '../../devopsellence/v1/Condition.js';

export interface Dependency {
  'service'?: (string);
  'condition'?: (_devopsellence_v1_Condition);
  'timeoutMs'?: (number);
}

export interface Dependency__Output {
  'service': (string);
  'condition': (_devopsellence_v1_Condition__Output);
  'timeoutMs': (number);
}
