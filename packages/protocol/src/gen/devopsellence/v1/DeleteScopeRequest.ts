// Original file: proto/devopsellence/v1/access.proto

import type { Scope as _devopsellence_v1_Scope, Scope__Output as _devopsellence_v1_Scope__Output } from '../../devopsellence/v1/Scope.js';

export interface DeleteScopeRequest {
  'scope'?: (_devopsellence_v1_Scope | null);
}

export interface DeleteScopeRequest__Output {
  'scope': (_devopsellence_v1_Scope__Output | null);
}
