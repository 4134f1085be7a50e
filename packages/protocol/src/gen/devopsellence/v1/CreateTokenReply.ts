// Original file: proto/devopsellence/v1/access.proto

import type { OperatorToken as _devopsellence_v1_OperatorToken, OperatorToken__Output as _devopsellence_v1_OperatorToken__Output } from '../../devopsellence/v1/OperatorToken.js';

export interface CreateTokenReply {
  'token'?: (_devopsellence_v1_OperatorToken | null);
  'text'?: (string);
}

export interface CreateTokenReply__Output {
  'token': (_devopsellence_v1_OperatorToken__Output | null);
  'text': (string);
}
