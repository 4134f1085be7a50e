// Original file: proto/devopsellence/v1/operator.proto

import type { Node as _devopsellence_v1_Node, Node__Output as _devopsellence_v1_Node__Output } from '../../devopsellence/v1/Node.js';
import type { FleetService as _devopsellence_v1_FleetService, FleetService__Output as _devopsellence_v1_FleetService__Output } from '../../devopsellence/v1/FleetService.js';
import type { NodeDiagnosis as _devopsellence_v1_NodeDiagnosis, NodeDiagnosis__Output as _devopsellence_v1_NodeDiagnosis__Output } from '../../devopsellence/v1/NodeDiagnosis.js';
import type { ClockSkew as _devopsellence_v1_ClockSkew, ClockSkew__Output as _devopsellence_v1_ClockSkew__Output } from '../../devopsellence/v1/ClockSkew.js';
import type { Failure as _devopsellence_v1_Failure, Failure__Output as _devopsellence_v1_Failure__Output } from '../../devopsellence/v1/Failure.js';
import type { Finding as _devopsellence_v1_Finding, Finding__Output as _devopsellence_v1_Finding__Output } from '../../devopsellence/v1/Finding.js';
import type { Long } from '@grpc/proto-loader';

export interface DiagnoseNodeReply {
  'node'?: (_devopsellence_v1_Node | null);
  'revision'?: (number | string | Long);
  'observedRevision'?: (number | string | Long);
  'services'?: (_devopsellence_v1_FleetService)[];
  'diagnosis'?: (_devopsellence_v1_NodeDiagnosis | null);
  'clock'?: (_devopsellence_v1_ClockSkew | null);
  'failure'?: (_devopsellence_v1_Failure | null);
  'findings'?: (_devopsellence_v1_Finding)[];
  'engineError'?: (string);
}

export interface DiagnoseNodeReply__Output {
  'node': (_devopsellence_v1_Node__Output | null);
  'revision': (number);
  'observedRevision': (number);
  'services': (_devopsellence_v1_FleetService__Output)[];
  'diagnosis': (_devopsellence_v1_NodeDiagnosis__Output | null);
  'clock': (_devopsellence_v1_ClockSkew__Output | null);
  'failure': (_devopsellence_v1_Failure__Output | null);
  'findings': (_devopsellence_v1_Finding__Output)[];
  'engineError': (string);
}
