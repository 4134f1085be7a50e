// Original file: proto/devopsellence/v1/model.proto

import type { ContainerDefinition as _devopsellence_v1_ContainerDefinition, ContainerDefinition__Output as _devopsellence_v1_ContainerDefinition__Output } from '../../devopsellence/v1/ContainerDefinition.js';
import type { Dependency as _devopsellence_v1_Dependency, Dependency__Output as _devopsellence_v1_Dependency__Output } from '../../devopsellence/v1/Dependency.js';
import type { TaskOutcome as _devopsellence_v1_TaskOutcome, TaskOutcome__Output as _devopsellence_v1_TaskOutcome__Output } from '../../devopsellence/v1/TaskOutcome.js';

export interface TaskRun {
  'id'?: (string);
  'task'?: (string);
  'definition'?: (_devopsellence_v1_ContainerDefinition | null);
  'dependsOn'?: (_devopsellence_v1_Dependency)[];
  'timeoutMs'?: (number);
  'stopGraceMs'?: (number);
  'isGate'?: (boolean);
  'outcome'?: (_devopsellence_v1_TaskOutcome | null);
}

export interface TaskRun__Output {
  'id': (string);
  'task': (string);
  'definition': (_devopsellence_v1_ContainerDefinition__Output | null);
  'dependsOn': (_devopsellence_v1_Dependency__Output)[];
  'timeoutMs': (number);
  'stopGraceMs': (number);
  'isGate': (boolean);
  'outcome': (_devopsellence_v1_TaskOutcome__Output | null);
}
