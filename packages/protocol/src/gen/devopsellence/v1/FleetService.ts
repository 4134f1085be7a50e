// Original file: proto/devopsellence/v1/operator.proto

import type { EnvironmentName as _devopsellence_v1_EnvironmentName, EnvironmentName__Output as _devopsellence_v1_EnvironmentName__Output } from '../../devopsellence/v1/EnvironmentName.js';
import type { ServiceStatus as _devopsellence_v1_ServiceStatus, ServiceStatus__Output as _devopsellence_v1_ServiceStatus__Output } from '../../devopsellence/v1/ServiceStatus.js';

export interface FleetService {
  'environment'?: (_devopsellence_v1_EnvironmentName | null);
  'status'?: (_devopsellence_v1_ServiceStatus | null);
}

export interface FleetService__Output {
  'environment': (_devopsellence_v1_EnvironmentName__Output | null);
  'status': (_devopsellence_v1_ServiceStatus__Output | null);
}
