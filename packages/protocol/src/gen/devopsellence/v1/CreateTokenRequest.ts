// Original file: proto/devopsellence/v1/access.proto

import type { Scope as _devopsellence_v1_Scope, Scope__Output as _devopsellence_v1_Scope__Output } from '../../devopsellence/v1/Scope.js';
import type { Long } from '@grpc/proto-loader';

export interface CreateTokenRequest {
  'name'?: (string);
  'role'?: (string);
  'scope'?: (_devopsellence_v1_Scope | null);
  'expiresInMs'?: (number | string | Long);
}

export interface CreateTokenRequest__Output {
  'name': (string);
  'role': (string);
  'scope': (_devopsellence_v1_Scope__Output | null);
  'expiresInMs': (number);
}
