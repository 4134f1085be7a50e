// Original file: proto/devopsellence/v1/operator.proto

import type { Secret as _devopsellence_v1_Secret, Secret__Output as _devopsellence_v1_Secret__Output } from '../../devopsellence/v1/Secret.js';

export interface SecretReply {
  'secret'?: (_devopsellence_v1_Secret | null);
  'pendingChanges'?: (string)[];
}

export interface SecretReply__Output {
  'secret': (_devopsellence_v1_Secret__Output | null);
  'pendingChanges': (string)[];
}
