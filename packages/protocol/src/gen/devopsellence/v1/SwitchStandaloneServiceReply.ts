// Original file: proto/devopsellence/v1/operator.proto

import type { StandaloneService as _devopsellence_v1_StandaloneService, StandaloneService__Output as _devopsellence_v1_StandaloneService__Output } from '../../devopsellence/v1/StandaloneService.js';

export interface SwitchStandaloneServiceReply {
  'service'?: (_devopsellence_v1_StandaloneService | null);
  'isChanged'?: (boolean);
}

export interface SwitchStandaloneServiceReply__Output {
  'service': (_devopsellence_v1_StandaloneService__Output | null);
  'isChanged': (boolean);
}
