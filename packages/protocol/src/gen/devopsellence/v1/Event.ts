// Original file: proto/devopsellence/v1/access.proto

import type { Scope as _devopsellence_v1_Scope, Scope__Output as _devopsellence_v1_Scope__Output } from '../../devopsellence/v1/Scope.js';
import type { Long } from '@grpc/proto-loader';

export interface Event {
  'id'?: (string);
  'atMs'?: (number | string | Long);
  'actor'?: (string);
  'action'?: (string);
  'subject'?: (string);
  'details'?: (string);
  'correlationId'?: (string);
  'scope'?: (_devopsellence_v1_Scope | null);
}

export interface Event__Output {
  'id': (string);
  'atMs': (number);
  'actor': (string);
  'action': (string);
  'subject': (string);
  'details': (string);
  'correlationId': (string);
  'scope': (_devopsellence_v1_Scope__Output | null);
}
