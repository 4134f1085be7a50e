// Original file: proto/devopsellence/v1/access.proto

import type { OperatorToken as _devopsellence_v1_OperatorToken, OperatorToken__Output as _devopsellence_v1_OperatorToken__Output } from '../../devopsellence/v1/OperatorToken.js';

export interface ListTokensReply {
  'tokens'?: (_devopsellence_v1_OperatorToken)[];
}

export interface ListTokensReply__Output {
  'tokens': (_devopsellence_v1_OperatorToken__Output)[];
}
