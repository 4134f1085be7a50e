// Original file: proto/devopsellence/v1/model.proto

import type { Role as _devopsellence_v1_Role, Role__Output as _devopsellence_v1_Role__Output } from '../../devopsellence/v1/Role.js';
import type { ServiceState as _devopsellence_v1_ServiceState, ServiceState__Output as _devopsellence_v1_ServiceState__Output } from '../../devopsellence/v1/ServiceState.js';
import type { WaitingStatus as _devopsellence_v1_WaitingStatus, WaitingStatus__Output as _devopsellence_v1_WaitingStatus__Output } from '../../devopsellence/v1/WaitingStatus.js';
import type { ExitStatus as _devopsellence_v1_ExitStatus, ExitStatus__Output as _devopsellence_v1_ExitStatus__Output } from '../../devopsellence/v1/ExitStatus.js';
import type { Long } from '@grpc/proto-loader';

export interface ServiceStatus {
  'environmentId'?: (string);
  'name'?: (string);
  'role'?: (_devopsellence_v1_Role);
  'state'?: (_devopsellence_v1_ServiceState);
  'ready'?: (boolean);
  'settled'?: (boolean);
  'restarts'?: (number);
  'container'?: (string);
  'hash'?: (string);
  'image'?: (string);
  'imageDigest'?: (string);
  'address'?: (string);
  'waitingOn'?: (_devopsellence_v1_WaitingStatus)[];
  'lastError'?: (string);
  'failing'?: (boolean);
  'stateSinceMs'?: (number | string | Long);
  'recentRestarts'?: (number);
  'restartWindowMs'?: (number);
  'nextAttemptAtMs'?: (number | string | Long);
  'lastExit'?: (_devopsellence_v1_ExitStatus | null);
  'lostDependencies'?: (_devopsellence_v1_WaitingStatus)[];
  'isStandalone'?: (boolean);
}

export interface ServiceStatus__Output {
  'environmentId': (string);
  'name': (string);
  'role': (_devopsellence_v1_Role__Output);
  'state': (_devopsellence_v1_ServiceState__Output);
  'ready': (boolean);
  'settled': (boolean);
  'restarts': (number);
  'container': (string);
  'hash': (string);
  'image': (string);
  'imageDigest': (string);
  'address': (string);
  'waitingOn': (_devopsellence_v1_WaitingStatus__Output)[];
  'lastError': (string);
  'failing': (boolean);
  'stateSinceMs': (number);
  'recentRestarts': (number);
  'restartWindowMs': (number);
  'nextAttemptAtMs': (number);
  'lastExit': (_devopsellence_v1_ExitStatus__Output | null);
  'lostDependencies': (_devopsellence_v1_WaitingStatus__Output)[];
  'isStandalone': (boolean);
}
