// Original file: proto/devopsellence/v1/access.proto

import type { Scope as _devopsellence_v1_Scope, Scope__Output as _devopsellence_v1_Scope__Output } from '../../devopsellence/v1/Scope.js';
import type { Long } from '@grpc/proto-loader';

export interface OperatorToken {
  'id'?: (string);
  'name'?: (string);
  'role'?: (string);
  'scope'?: (_devopsellence_v1_Scope | null);
  'createdAtMs'?: (number | string | Long);
  'createdBy'?: (string);
  'expiresAtMs'?: (number | string | Long);
}

export interface OperatorToken__Output {
  'id': (string);
  'name': (string);
  'role': (string);
  'scope': (_devopsellence_v1_Scope__Output | null);
  'createdAtMs': (number);
  'createdBy': (string);
  'expiresAtMs': (number);
}
