// Original file: proto/devopsellence/v1/operator.proto

import type { EnvironmentName as _devopsellence_v1_EnvironmentName, EnvironmentName__Output as _devopsellence_v1_EnvironmentName__Output } from '../../devopsellence/v1/EnvironmentName.js';
import type { Deployment as _devopsellence_v1_Deployment, Deployment__Output as _devopsellence_v1_Deployment__Output } from '../../devopsellence/v1/Deployment.js';

export interface FleetEnvironment {
  'environment'?: (_devopsellence_v1_EnvironmentName | null);
  'id'?: (string);
  'releaseId'?: (string);
  'deployment'?: (_devopsellence_v1_Deployment | null);
  'nodes'?: (number);
}

export interface FleetEnvironment__Output {
  'environment': (_devopsellence_v1_EnvironmentName__Output | null);
  'id': (string);
  'releaseId': (string);
  'deployment': (_devopsellence_v1_Deployment__Output | null);
  'nodes': (number);
}
