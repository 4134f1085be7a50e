// Original file: proto/devopsellence/v1/access.proto

import type { Scope as _devopsellence_v1_Scope, Scope__Output as _devopsellence_v1_Scope__Output } from '../../devopsellence/v1/Scope.js';
import type { Long } from '@grpc/proto-loader';

export interface ScopeEntry {
  'scope'?: (_devopsellence_v1_Scope | null);
  'createdAtMs'?: (number | string | Long);
  'nodes'?: (number);
}

export interface ScopeEntry__Output {
  'scope': (_devopsellence_v1_Scope__Output | null);
  'createdAtMs': (number);
  'nodes': (number);
}
