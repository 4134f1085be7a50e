// Original file: proto/devopsellence/v1/operator.proto

import type { ReplacementOrder as _devopsellence_v1_ReplacementOrder, ReplacementOrder__Output as _devopsellence_v1_ReplacementOrder__Output } from '../../devopsellence/v1/ReplacementOrder.js';

// Original file: proto/devopsellence/v1/operator.proto

export const _devopsellence_v1_PlannedChange_Kind = {
  KIND_UNSPECIFIED: 'KIND_UNSPECIFIED',
  KIND_CREATE: 'KIND_CREATE',
  KIND_REPLACE: 'KIND_REPLACE',
  KIND_REMOVE: 'KIND_REMOVE',
  KIND_UNCHANGED: 'KIND_UNCHANGED',
  KIND_RUN: 'KIND_RUN',
} as const;

export type _devopsellence_v1_PlannedChange_Kind =
  | 'KIND_UNSPECIFIED'
  | 0
  | 'KIND_CREATE'
  | 1
  | 'KIND_REPLACE'
  | 2
  | 'KIND_REMOVE'
  | 3
  | 'KIND_UNCHANGED'
  | 4
  | 'KIND_RUN'
  | 5

export type _devopsellence_v1_PlannedChange_Kind__Output = typeof _devopsellence_v1_PlannedChange_Kind[keyof typeof _devopsellence_v1_PlannedChange_Kind]

export interface PlannedChange {
  'kind'?: (_devopsellence_v1_PlannedChange_Kind);
  'service'?: (string);
  'order'?: (_devopsellence_v1_ReplacementOrder);
  'reasons'?: (string)[];
}

export interface PlannedChange__Output {
  'kind': (_devopsellence_v1_PlannedChange_Kind__Output);
  'service': (string);
  'order': (_devopsellence_v1_ReplacementOrder__Output);
  'reasons': (string)[];
}
