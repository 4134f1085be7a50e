// Original file: proto/devopsellence/v1/operator.proto

import type { StandaloneService as _devopsellence_v1_StandaloneService, StandaloneService__Output as _devopsellence_v1_StandaloneService__Output } from '../../devopsellence/v1/StandaloneService.js';

export interface ListStandaloneServicesReply {
  'services'?: (_devopsellence_v1_StandaloneService)[];
}

export interface ListStandaloneServicesReply__Output {
  'services': (_devopsellence_v1_StandaloneService__Output)[];
}
