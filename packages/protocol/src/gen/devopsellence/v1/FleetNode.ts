// Original file: proto/devopsellence/v1/operator.proto

import type { Node as _devopsellence_v1_Node, Node__Output as _devopsellence_v1_Node__Output } from '../../devopsellence/v1/Node.js';
import type { FleetService as _devopsellence_v1_FleetService, FleetService__Output as _devopsellence_v1_FleetService__Output } from '../../devopsellence/v1/FleetService.js';
import type { Long } from '@grpc/proto-loader';

export interface FleetNode {
  'node'?: (_devopsellence_v1_Node | null);
  'revision'?: (number | string | Long);
  'observedRevision'?: (number | string | Long);
  'engineError'?: (string);
  'services'?: (_devopsellence_v1_FleetService)[];
}

export interface FleetNode__Output {
  'node': (_devopsellence_v1_Node__Output | null);
  'revision': (number);
  'observedRevision': (number);
  'engineError': (string);
  'services': (_devopsellence_v1_FleetService__Output)[];
}
