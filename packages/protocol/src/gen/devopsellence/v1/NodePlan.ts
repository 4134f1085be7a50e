// Original file: proto/devopsellence/v1/operator.proto

import type { Connection as _devopsellence_v1_Connection, Connection__Output as _devopsellence_v1_Connection__Output } from '../../devopsellence/v1/Connection.js';
import type { PlannedChange as _devopsellence_v1_PlannedChange, PlannedChange__Output as _devopsellence_v1_PlannedChange__Output } from '../../devopsellence/v1/PlannedChange.js';

export interface NodePlan {
  'nodeId'?: (string);
  'node'?: (string);
  'connection'?: (_devopsellence_v1_Connection);
  'changes'?: (_devopsellence_v1_PlannedChange)[];
}

export interface NodePlan__Output {
  'nodeId': (string);
  'node': (string);
  'connection': (_devopsellence_v1_Connection__Output);
  'changes': (_devopsellence_v1_PlannedChange__Output)[];
}
