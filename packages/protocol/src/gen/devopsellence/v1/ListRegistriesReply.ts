// Original file: proto/devopsellence/v1/registries.proto

import type { Registry as _devopsellence_v1_Registry, Registry__Output as _devopsellence_v1_Registry__Output } from '../../devopsellence/v1/Registry.js';

export interface ListRegistriesReply {
  'registries'?: (_devopsellence_v1_Registry)[];
}

export interface ListRegistriesReply__Output {
  'registries': (_devopsellence_v1_Registry__Output)[];
}
