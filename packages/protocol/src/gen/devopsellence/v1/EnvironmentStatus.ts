// Original file: proto/devopsellence/v1/operator.proto

import type { EnvironmentName as _devopsellence_v1_EnvironmentName, EnvironmentName__Output as _devopsellence_v1_EnvironmentName__Output } from '../../devopsellence/v1/EnvironmentName.js';
import type { Deployment as _devopsellence_v1_Deployment, Deployment__Output as _devopsellence_v1_Deployment__Output } from '../../devopsellence/v1/Deployment.js';
import type { NodeStatus as _devopsellence_v1_NodeStatus, NodeStatus__Output as _devopsellence_v1_NodeStatus__Output } from '../../devopsellence/v1/NodeStatus.js';
import type { RecordedTaskRun as _devopsellence_v1_RecordedTaskRun, RecordedTaskRun__Output as _devopsellence_v1_RecordedTaskRun__Output } from '../../devopsellence/v1/RecordedTaskRun.js';
import type { HostnameStatus as _devopsellence_v1_HostnameStatus, HostnameStatus__Output as _devopsellence_v1_HostnameStatus__Output } from '../../devopsellence/v1/HostnameStatus.js';

export interface EnvironmentStatus {
  'environment'?: (_devopsellence_v1_EnvironmentName | null);
  'releaseId'?: (string);
  'revision'?: (string);
  'deployment'?: (_devopsellence_v1_Deployment | null);
  'pendingChanges'?: (string)[];
  'nodes'?: (_devopsellence_v1_NodeStatus)[];
  'taskRuns'?: (_devopsellence_v1_RecordedTaskRun)[];
  'hostnames'?: (_devopsellence_v1_HostnameStatus)[];
}

export interface EnvironmentStatus__Output {
  'environment': (_devopsellence_v1_EnvironmentName__Output | null);
  'releaseId': (string);
  'revision': (string);
  'deployment': (_devopsellence_v1_Deployment__Output | null);
  'pendingChanges': (string)[];
  'nodes': (_devopsellence_v1_NodeStatus__Output)[];
  'taskRuns': (_devopsellence_v1_RecordedTaskRun__Output)[];
  'hostnames': (_devopsellence_v1_HostnameStatus__Output)[];
}
