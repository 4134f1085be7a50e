// Original file: proto/devopsellence/v1/operator.proto

import type { Deployment as _devopsellence_v1_Deployment, Deployment__Output as _devopsellence_v1_Deployment__Output } from '../../devopsellence/v1/Deployment.js';

export interface ListDeploymentsReply {
  'deployments'?: (_devopsellence_v1_Deployment)[];
}

export interface ListDeploymentsReply__Output {
  'deployments': (_devopsellence_v1_Deployment__Output)[];
}
