// Original file: proto/devopsellence/v1/operator.proto

import type { Connection as _devopsellence_v1_Connection, Connection__Output as _devopsellence_v1_Connection__Output } from '../../devopsellence/v1/Connection.js';
import type { ServiceStatus as _devopsellence_v1_ServiceStatus, ServiceStatus__Output as _devopsellence_v1_ServiceStatus__Output } from '../../devopsellence/v1/ServiceStatus.js';
import type { Long } from '@grpc/proto-loader';

export interface NodeStatus {
  'nodeId'?: (string);
  'name'?: (string);
  'connection'?: (_devopsellence_v1_Connection);
  'labels'?: (string)[];
  'revision'?: (number | string | Long);
  'observedRevision'?: (number | string | Long);
  'services'?: (_devopsellence_v1_ServiceStatus)[];
  'engineError'?: (string);
}

export interface NodeStatus__Output {
  'nodeId': (string);
  'name': (string);
  'connection': (_devopsellence_v1_Connection__Output);
  'labels': (string)[];
  'revision': (number);
  'observedRevision': (number);
  'services': (_devopsellence_v1_ServiceStatus__Output)[];
  'engineError': (string);
}
