// Original file: proto/devopsellence/v1/identity.proto

import type { RotationPhase as _devopsellence_v1_RotationPhase, RotationPhase__Output as _devopsellence_v1_RotationPhase__Output } from '../../devopsellence/v1/RotationPhase.js';
import type { Long } from '@grpc/proto-loader';

export interface Rotation {
  'phase'?: (_devopsellence_v1_RotationPhase);
  'current'?: (string);
  'other'?: (string);
  'sinceMs'?: (number | string | Long);
  'behind'?: (string)[];
}

export interface Rotation__Output {
  'phase': (_devopsellence_v1_RotationPhase__Output);
  'current': (string);
  'other': (string);
  'sinceMs': (number);
  'behind': (string)[];
}
