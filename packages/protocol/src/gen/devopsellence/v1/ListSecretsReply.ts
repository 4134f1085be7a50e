// Original file: proto/devopsellence/v1/operator.proto

import type { Secret as _devopsellence_v1_Secret, Secret__Output as _devopsellence_v1_Secret__Output } from '../../devopsellence/v1/Secret.js';

export interface ListSecretsReply {
  'secrets'?: (_devopsellence_v1_Secret)[];
}

export interface ListSecretsReply__Output {
  'secrets': (_devopsellence_v1_Secret__Output)[];
}
