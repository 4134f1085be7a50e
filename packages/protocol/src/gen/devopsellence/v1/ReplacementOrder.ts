// Original file: proto/devopsellence/v1/model.proto

export const ReplacementOrder = {
  REPLACEMENT_ORDER_UNSPECIFIED: 'REPLACEMENT_ORDER_UNSPECIFIED',
  REPLACEMENT_ORDER_START_FIRST: 'REPLACEMENT_ORDER_START_FIRST',
  REPLACEMENT_ORDER_STOP_FIRST: 'REPLACEMENT_ORDER_STOP_FIRST',
} as const;

export type ReplacementOrder =
  | 'REPLACEMENT_ORDER_UNSPECIFIED'
  | 0
  | 'REPLACEMENT_ORDER_START_FIRST'
  | 1
  | 'REPLACEMENT_ORDER_STOP_FIRST'
  | 2

export type ReplacementOrder__Output = typeof ReplacementOrder[keyof typeof ReplacementOrder]
