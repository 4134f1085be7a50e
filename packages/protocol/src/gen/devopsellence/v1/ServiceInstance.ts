// Original file: proto/devopsellence/v1/operator.proto

import type { Connection as _devopsellence_v1_Connection, Connection__Output as _devopsellence_v1_Connection__Output } from '../../devopsellence/v1/Connection.js';
import type { ServiceStatus as _devopsellence_v1_ServiceStatus, ServiceStatus__Output as _devopsellence_v1_ServiceStatus__Output } from '../../devopsellence/v1/ServiceStatus.js';
import type { ServiceDetail as _devopsellence_v1_ServiceDetail, ServiceDetail__Output as _devopsellence_v1_ServiceDetail__Output } from '../../devopsellence/v1/ServiceDetail.js';
import type { Failure as _devopsellence_v1_Failure, Failure__Output as _devopsellence_v1_Failure__Output } from '../../devopsellence/v1/Failure.js';
import type { Long } from '@grpc/proto-loader';

export interface ServiceInstance {
  'nodeId'?: (string);
  'node'?: (string);
  'connection'?: (_devopsellence_v1_Connection);
  'lastSeenMs'?: (number | string | Long);
  'status'?: (_devopsellence_v1_ServiceStatus | null);
  'detail'?: (_devopsellence_v1_ServiceDetail | null);
  'failure'?: (_devopsellence_v1_Failure | null);
}

export interface ServiceInstance__Output {
  'nodeId': (string);
  'node': (string);
  'connection': (_devopsellence_v1_Connection__Output);
  'lastSeenMs': (number);
  'status': (_devopsellence_v1_ServiceStatus__Output | null);
  'detail': (_devopsellence_v1_ServiceDetail__Output | null);
  'failure': (_devopsellence_v1_Failure__Output | null);
}
