// Original file: proto/devopsellence/v1/model.proto

export const Condition = {
  CONDITION_UNSPECIFIED: 'CONDITION_UNSPECIFIED',
  CONDITION_READY: 'CONDITION_READY',
  CONDITION_STARTED: 'CONDITION_STARTED',
} as const;

export type Condition =
  | 'CONDITION_UNSPECIFIED'
  | 0
  | 'CONDITION_READY'
  | 1
  | 'CONDITION_STARTED'
  | 2

export type Condition__Output = typeof Condition[keyof typeof Condition]
