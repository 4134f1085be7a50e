// Original file: proto/devopsellence/v1/operator.proto

import type { Release as _devopsellence_v1_Release, Release__Output as _devopsellence_v1_Release__Output } from '../../devopsellence/v1/Release.js';
import type { ReleaseService as _devopsellence_v1_ReleaseService, ReleaseService__Output as _devopsellence_v1_ReleaseService__Output } from '../../devopsellence/v1/ReleaseService.js';
import type { Deployment as _devopsellence_v1_Deployment, Deployment__Output as _devopsellence_v1_Deployment__Output } from '../../devopsellence/v1/Deployment.js';

export interface ReleaseDetails {
  'release'?: (_devopsellence_v1_Release | null);
  'services'?: (_devopsellence_v1_ReleaseService)[];
  'deployments'?: (_devopsellence_v1_Deployment)[];
  'differences'?: (string)[];
  'notAsked'?: (string)[];
}

export interface ReleaseDetails__Output {
  'release': (_devopsellence_v1_Release__Output | null);
  'services': (_devopsellence_v1_ReleaseService__Output)[];
  'deployments': (_devopsellence_v1_Deployment__Output)[];
  'differences': (string)[];
  'notAsked': (string)[];
}
