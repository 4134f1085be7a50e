// Original file: proto/devopsellence/v1/operator.proto

import type { ControlPlaneFacts as _devopsellence_v1_ControlPlaneFacts, ControlPlaneFacts__Output as _devopsellence_v1_ControlPlaneFacts__Output } from '../../devopsellence/v1/ControlPlaneFacts.js';
import type { Finding as _devopsellence_v1_Finding, Finding__Output as _devopsellence_v1_Finding__Output } from '../../devopsellence/v1/Finding.js';

export interface DiagnoseControlPlaneReply {
  'facts'?: (_devopsellence_v1_ControlPlaneFacts | null);
  'findings'?: (_devopsellence_v1_Finding)[];
  'log'?: (string)[];
  'metrics'?: (string);
}

export interface DiagnoseControlPlaneReply__Output {
  'facts': (_devopsellence_v1_ControlPlaneFacts__Output | null);
  'findings': (_devopsellence_v1_Finding__Output)[];
  'log': (string)[];
  'metrics': (string);
}
