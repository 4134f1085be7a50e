// Original file: proto/devopsellence/v1/model.proto

import type { DesiredEnvironment as _devopsellence_v1_DesiredEnvironment, DesiredEnvironment__Output as _devopsellence_v1_DesiredEnvironment__Output } from '../../devopsellence/v1/DesiredEnvironment.js';
import type { SecretValue as _devopsellence_v1_SecretValue, SecretValue__Output as _devopsellence_v1_SecretValue__Output } from '../../devopsellence/v1/SecretValue.js';
import type { Long } from '@grpc/proto-loader';

export interface DesiredState {
  'nodeId'?: (string);
  'revision'?: (number | string | Long);
  'environments'?: (_devopsellence_v1_DesiredEnvironment)[];
  'secretValues'?: (_devopsellence_v1_SecretValue)[];
}

export interface DesiredState__Output {
  'nodeId': (string);
  'revision': (number);
  'environments': (_devopsellence_v1_DesiredEnvironment__Output)[];
  'secretValues': (_devopsellence_v1_SecretValue__Output)[];
}
