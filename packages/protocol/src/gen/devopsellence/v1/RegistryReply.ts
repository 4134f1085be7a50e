// Original file: proto/devopsellence/v1/registries.proto

import type { Registry as _devopsellence_v1_Registry, Registry__Output as _devopsellence_v1_Registry__Output } from '../../devopsellence/v1/Registry.js';

export interface RegistryReply {
  'registry'?: (_devopsellence_v1_Registry | null);
  'previousPushHost'?: (string);
}

export interface RegistryReply__Output {
  'registry': (_devopsellence_v1_Registry__Output | null);
  'previousPushHost': (string);
}
