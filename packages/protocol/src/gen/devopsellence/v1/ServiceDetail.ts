// Original file: proto/devopsellence/v1/services.proto

import type { ServiceStatus as _devopsellence_v1_ServiceStatus, ServiceStatus__Output as _devopsellence_v1_ServiceStatus__Output } from '../../devopsellence/v1/ServiceStatus.js';
import type { ProbeResult as _devopsellence_v1_ProbeResult, ProbeResult__Output as _devopsellence_v1_ProbeResult__Output } from '../../devopsellence/v1/ProbeResult.js';
import type { ServiceExit as _devopsellence_v1_ServiceExit, ServiceExit__Output as _devopsellence_v1_ServiceExit__Output } from '../../devopsellence/v1/ServiceExit.js';
import type { Long } from '@grpc/proto-loader';

export interface ServiceDetail {
  'atMs'?: (number | string | Long);
  'status'?: (_devopsellence_v1_ServiceStatus | null);
  'probe'?: (_devopsellence_v1_ProbeResult | null);
  'exits'?: (_devopsellence_v1_ServiceExit)[];
}

export interface ServiceDetail__Output {
  'atMs': (number);
  'status': (_devopsellence_v1_ServiceStatus__Output | null);
  'probe': (_devopsellence_v1_ProbeResult__Output | null);
  'exits': (_devopsellence_v1_ServiceExit__Output)[];
}
