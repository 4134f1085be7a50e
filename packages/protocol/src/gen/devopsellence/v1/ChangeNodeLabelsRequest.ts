// Original file: proto/devopsellence/v1/operator.proto


// Original file: proto/devopsellence/v1/operator.proto

export const _devopsellence_v1_ChangeNodeLabelsRequest_Operation = {
  OPERATION_UNSPECIFIED: 'OPERATION_UNSPECIFIED',
  OPERATION_SET: 'OPERATION_SET',
  OPERATION_ADD: 'OPERATION_ADD',
  OPERATION_REMOVE: 'OPERATION_REMOVE',
} as const;

export type _devopsellence_v1_ChangeNodeLabelsRequest_Operation =
  | 'OPERATION_UNSPECIFIED'
  | 0
  | 'OPERATION_SET'
  | 1
  | 'OPERATION_ADD'
  | 2
  | 'OPERATION_REMOVE'
  | 3

export type _devopsellence_v1_ChangeNodeLabelsRequest_Operation__Output = typeof _devopsellence_v1_ChangeNodeLabelsRequest_Operation[keyof typeof _devopsellence_v1_ChangeNodeLabelsRequest_Operation]

export interface ChangeNodeLabelsRequest {
  'node'?: (string);
  'operation'?: (_devopsellence_v1_ChangeNodeLabelsRequest_Operation);
  'labels'?: (string)[];
}

export interface ChangeNodeLabelsRequest__Output {
  'node': (string);
  'operation': (_devopsellence_v1_ChangeNodeLabelsRequest_Operation__Output);
  'labels': (string)[];
}
