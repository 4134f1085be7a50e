// Original file: proto/devopsellence/v1/standalone.proto

import type { StandaloneService as _devopsellence_v1_StandaloneService, StandaloneService__Output as _devopsellence_v1_StandaloneService__Output } from '../../devopsellence/v1/StandaloneService.js';

export interface StandaloneOutcome {
  'service'?: (_devopsellence_v1_StandaloneService | null);
  'isChanged'?: (boolean);
  'imageUpdated'?: (boolean);
  'configUpdated'?: (boolean);
  'changed'?: (string)[];
  'oldDigest'?: (string);
  'newDigest'?: (string);
}

export interface StandaloneOutcome__Output {
  'service': (_devopsellence_v1_StandaloneService__Output | null);
  'isChanged': (boolean);
  'imageUpdated': (boolean);
  'configUpdated': (boolean);
  'changed': (string)[];
  'oldDigest': (string);
  'newDigest': (string);
}
