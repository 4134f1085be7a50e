// Original file: proto/devopsellence/v1/operator.proto

import type { FleetSummary as _devopsellence_v1_FleetSummary, FleetSummary__Output as _devopsellence_v1_FleetSummary__Output } from '../../devopsellence/v1/FleetSummary.js';
import type { FleetNode as _devopsellence_v1_FleetNode, FleetNode__Output as _devopsellence_v1_FleetNode__Output } from '../../devopsellence/v1/FleetNode.js';
import type { FleetEnvironment as _devopsellence_v1_FleetEnvironment, FleetEnvironment__Output as _devopsellence_v1_FleetEnvironment__Output } from '../../devopsellence/v1/FleetEnvironment.js';

export interface FleetStatus {
  'summary'?: (_devopsellence_v1_FleetSummary | null);
  'nodes'?: (_devopsellence_v1_FleetNode)[];
  'environments'?: (_devopsellence_v1_FleetEnvironment)[];
}

export interface FleetStatus__Output {
  'summary': (_devopsellence_v1_FleetSummary__Output | null);
  'nodes': (_devopsellence_v1_FleetNode__Output)[];
  'environments': (_devopsellence_v1_FleetEnvironment__Output)[];
}
