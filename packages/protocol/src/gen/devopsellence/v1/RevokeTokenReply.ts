// Original file: proto/devopsellence/v1/access.proto

import type { OperatorToken as _devopsellence_v1_OperatorToken, OperatorToken__Output as _devopsellence_v1_OperatorToken__Output } from '../../devopsellence/v1/OperatorToken.js';

export interface RevokeTokenReply {
  'token'?: (_devopsellence_v1_OperatorToken | null);
  'changed'?: (boolean);
}

export interface RevokeTokenReply__Output {
  'token': (_devopsellence_v1_OperatorToken__Output | null);
  'changed': (boolean);
}
