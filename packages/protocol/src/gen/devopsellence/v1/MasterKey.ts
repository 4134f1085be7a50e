// Original file: proto/devopsellence/v1/identity.proto

import type { RotationPhase as _devopsellence_v1_RotationPhase, RotationPhase__Output as _devopsellence_v1_RotationPhase__Output } from '../../devopsellence/v1/RotationPhase.js';
import type { Long } from '@grpc/proto-loader';

export interface MasterKey {
  'phase'?: (_devopsellence_v1_RotationPhase);
  'current'?: (string);
  'other'?: (string);
  'sinceMs'?: (number | string | Long);
  'values'?: (number | string | Long);
  'valuesLeft'?: (number | string | Long);
  'fromEnvironment'?: (boolean);
}

export interface MasterKey__Output {
  'phase': (_devopsellence_v1_RotationPhase__Output);
  'current': (string);
  'other': (string);
  'sinceMs': (number);
  'values': (number);
  'valuesLeft': (number);
  'fromEnvironment': (boolean);
}
