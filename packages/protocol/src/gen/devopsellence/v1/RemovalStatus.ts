// Original file: proto/devopsellence/v1/model.proto

import type { WaitingStatus as _devopsellence_v1_WaitingStatus, WaitingStatus__Output as _devopsellence_v1_WaitingStatus__Output } from '../../devopsellence/v1/WaitingStatus.js';

export interface RemovalStatus {
  'environmentId'?: (string);
  'service'?: (string);
  'waitingOn'?: (_devopsellence_v1_WaitingStatus | null);
}

export interface RemovalStatus__Output {
  'environmentId': (string);
  'service': (string);
  'waitingOn': (_devopsellence_v1_WaitingStatus__Output | null);
}
