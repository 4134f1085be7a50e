// Original file: proto/devopsellence/v1/operator.proto

import type { EnvironmentName as _devopsellence_v1_EnvironmentName, EnvironmentName__Output as _devopsellence_v1_EnvironmentName__Output } from '../../devopsellence/v1/EnvironmentName.js';
import type { ServiceInstance as _devopsellence_v1_ServiceInstance, ServiceInstance__Output as _devopsellence_v1_ServiceInstance__Output } from '../../devopsellence/v1/ServiceInstance.js';

export interface GetServiceStatusReply {
  'environment'?: (_devopsellence_v1_EnvironmentName | null);
  'service'?: (string);
  'instances'?: (_devopsellence_v1_ServiceInstance)[];
  'areLinesWithheld'?: (boolean);
}

export interface GetServiceStatusReply__Output {
  'environment': (_devopsellence_v1_EnvironmentName__Output | null);
  'service': (string);
  'instances': (_devopsellence_v1_ServiceInstance__Output)[];
  'areLinesWithheld': (boolean);
}
