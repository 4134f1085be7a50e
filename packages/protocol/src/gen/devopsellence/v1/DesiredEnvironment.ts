// Original file: proto/devopsellence/v1/model.proto

import type { DesiredService as _devopsellence_v1_DesiredService, DesiredService__Output as _devopsellence_v1_DesiredService__Output } from '../../devopsellence/v1/DesiredService.js';
import type { TaskRun as _devopsellence_v1_TaskRun, TaskRun__Output as _devopsellence_v1_TaskRun__Output } from '../../devopsellence/v1/TaskRun.js';

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
  'taskRuns'?: (_devopsellence_v1_TaskRun)[];
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
  'taskRuns': (_devopsellence_v1_TaskRun__Output)[];
}
