// Original file: proto/devopsellence/v1/model.proto

import type { ProbeStatus as _devopsellence_v1_ProbeStatus, ProbeStatus__Output as _devopsellence_v1_ProbeStatus__Output } from '../../devopsellence/v1/ProbeStatus.js';
import type { Long } from '@grpc/proto-loader';

export interface WaitingStatus {
  'reason'?: (string);
  'subject'?: (string);
  'detail'?: (string);
  'sinceMs'?: (number | string | Long);
  'condition'?: (string);
  'lastProbe'?: (_devopsellence_v1_ProbeStatus | null);
}

export interface WaitingStatus__Output {
  'reason': (string);
  'subject': (string);
  'detail': (string);
  'sinceMs': (number);
  'condition': (string);
  'lastProbe': (_devopsellence_v1_ProbeStatus__Output | null);
}
