// Original file: proto/devopsellence/v1/operator.proto

import type { Deployment as _devopsellence_v1_Deployment, Deployment__Output as _devopsellence_v1_Deployment__Output } from '../../devopsellence/v1/Deployment.js';
import type { NodeStatus as _devopsellence_v1_NodeStatus, NodeStatus__Output as _devopsellence_v1_NodeStatus__Output } from '../../devopsellence/v1/NodeStatus.js';

export interface DeploymentProgress {
  'deployment'?: (_devopsellence_v1_Deployment | null);
  'nodes'?: (_devopsellence_v1_NodeStatus)[];
}

export interface DeploymentProgress__Output {
  'deployment': (_devopsellence_v1_Deployment__Output | null);
  'nodes': (_devopsellence_v1_NodeStatus__Output)[];
}
