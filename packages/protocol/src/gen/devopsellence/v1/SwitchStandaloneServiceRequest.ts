// Original file: proto/devopsellence/v1/operator.proto

import type { EnvironmentName as _devopsellence_v1_EnvironmentName, EnvironmentName__Output as _devopsellence_v1_EnvironmentName__Output } from '../../devopsellence/v1/EnvironmentName.js';

// Original file: proto/devopsellence/v1/operator.proto

export const _devopsellence_v1_SwitchStandaloneServiceRequest_Action = {
  ACTION_UNSPECIFIED: 'ACTION_UNSPECIFIED',
  ACTION_RESTART: 'ACTION_RESTART',
  ACTION_STOP: 'ACTION_STOP',
  ACTION_START: 'ACTION_START',
} as const;

export type _devopsellence_v1_SwitchStandaloneServiceRequest_Action =
  | 'ACTION_UNSPECIFIED'
  | 0
  | 'ACTION_RESTART'
  | 1
  | 'ACTION_STOP'
  | 2
  | 'ACTION_START'
  | 3

export type _devopsellence_v1_SwitchStandaloneServiceRequest_Action__Output = typeof _devopsellence_v1_SwitchStandaloneServiceRequest_Action[keyof typeof _devopsellence_v1_SwitchStandaloneServiceRequest_Action]

export interface SwitchStandaloneServiceRequest {
  'environment'?: (_devopsellence_v1_EnvironmentName | null);
  'name'?: (string);
  'action'?: (_devopsellence_v1_SwitchStandaloneServiceRequest_Action);
  'wait'?: (boolean);
}

export interface SwitchStandaloneServiceRequest__Output {
  'environment': (_devopsellence_v1_EnvironmentName__Output | null);
  'name': (string);
  'action': (_devopsellence_v1_SwitchStandaloneServiceRequest_Action__Output);
  'wait': (boolean);
}
