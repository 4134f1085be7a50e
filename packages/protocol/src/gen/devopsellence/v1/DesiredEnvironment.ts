// Original file: proto/devopsellence/v1/model.proto

import type { DesiredService as _devopsellence_v1_DesiredService, DesiredService__Output as _devopsellence_v1_DesiredService__Output } from '../../devopsellence/v1/DesiredService.js';

export interface DesiredEnvironment {
  'id'?: (string);
  'organization'?: (string);
  'project'?: (string);
  'name'?: (string);
  'slug'?: (string);
  'releaseId'?: (string);
  'deploymentId'?: (string);
  'stableForMs'?: (number);
  'services'?: (_devopsellence_v1_DesiredService)[];
}

export interface DesiredEnvironment__Output {
  'id': (string);
  'organization': (string);
  'project': (string);
  'name': (string);
  'slug': (string);
  'releaseId': (string);
  'deploymentId': (string);
  'stableForMs': (number);
  'services': (_devopsellence_v1_DesiredService__Output)[];
}
