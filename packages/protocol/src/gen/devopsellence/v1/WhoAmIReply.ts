// Original file: proto/devopsellence/v1/operator.proto

import type { Scope as _devopsellence_v1_Scope, Scope__Output as _devopsellence_v1_Scope__Output } from '../../devopsellence/v1/Scope.js';
import type { Long } from '@grpc/proto-loader';

export interface WhoAmIReply {
  'tokenName'?: (string);
  'role'?: (string);
  'controlPlaneVersion'?: (string);
  'scope'?: (_devopsellence_v1_Scope | null);
  'expiresAtMs'?: (number | string | Long);
  'atMs'?: (number | string | Long);
}

export interface WhoAmIReply__Output {
  'tokenName': (string);
  'role': (string);
  'controlPlaneVersion': (string);
  'scope': (_devopsellence_v1_Scope__Output | null);
  'expiresAtMs': (number);
  'atMs': (number);
}
