// Original file: proto/devopsellence/v1/model.proto

import type { ServiceStatus as _devopsellence_v1_ServiceStatus, ServiceStatus__Output as _devopsellence_v1_ServiceStatus__Output } from '../../devopsellence/v1/ServiceStatus.js';
import type { TaskRunStatus as _devopsellence_v1_TaskRunStatus, TaskRunStatus__Output as _devopsellence_v1_TaskRunStatus__Output } from '../../devopsellence/v1/TaskRunStatus.js';
import type { RemovalStatus as _devopsellence_v1_RemovalStatus, RemovalStatus__Output as _devopsellence_v1_RemovalStatus__Output } from '../../devopsellence/v1/RemovalStatus.js';
import type { Long } from '@grpc/proto-loader';

export interface NodeReport {
  'atMs'?: (number | string | Long);
  'observedRevision'?: (number | string | Long);
  'agentVersion'?: (string);
  'engineVersion'?: (string);
  'engineError'?: (string);
  'services'?: (_devopsellence_v1_ServiceStatus)[];
  'leftovers'?: (string)[];
  'taskRuns'?: (_devopsellence_v1_TaskRunStatus)[];
  'removals'?: (_devopsellence_v1_RemovalStatus)[];
}

export interface NodeReport__Output {
  'atMs': (number);
  'observedRevision': (number);
  'agentVersion': (string);
  'engineVersion': (string);
  'engineError': (string);
  'services': (_devopsellence_v1_ServiceStatus__Output)[];
  'leftovers': (string)[];
  'taskRuns': (_devopsellence_v1_TaskRunStatus__Output)[];
  'removals': (_devopsellence_v1_RemovalStatus__Output)[];
}
